import { type Instant, second } from "../../model/instant.ts";
import { type BackupState, backupState, isOverdue } from "../backups/backups.ts";
import type { BackupPlan } from "../backups/plan.ts";
import { paths } from "../contract/paths.ts";
import { type SystemView, systemViewSchema } from "../contract/system.ts";
import { signedIn } from "../http/access.ts";
import { answers, declareRoute } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import type { Services } from "../services.ts";
import type { StoreState } from "../telemetry/storage-health.ts";
import { blindSpots } from "../views/blind-spots.ts";
import { isoTime, isoTimeOrNull } from "../views/time.ts";
import { visibleEntries } from "./subject-query.ts";

const get = declareRoute(
  { method: "get", path: paths.system, access: signedIn },
  { summary: "State of the centre itself", responses: { 200: answers(systemViewSchema) } },
);

export function systemRoutes(services: Services): Api {
  const { version, demo, clock, health, pulse, book, records } = services;
  return createApi().openapi(get, async (c) => {
    const now = clock.now();
    const view: SystemView = {
      version,
      demo,
      now: isoTime(now),
      newestData: isoTimeOrNull(pulse.newest()),
      storage: { records: storeView(health.state("records")), metrics: storeView(health.state("metrics")) },
      backup: backupView(await backupState(records.settings), services.backups, services.startedAt, now),
      blindSpots: blindSpots({
        entries: await visibleEntries(c.get("caller"), book),
        collectors: await records.collectors.all(),
        stopped: await records.collectors.stoppedSites(),
        now,
      }),
    };
    return c.json(view, 200);
  });
}

function backupView(state: BackupState, plan: BackupPlan | undefined, startedAt: Instant, now: Instant): SystemView["backup"] {
  const { last, failure } = state;
  return {
    last: last === null ? null : { ...last, at: isoTime(last.at) },
    everySeconds: plan === undefined ? null : plan.everyMs / second,
    overdue: isOverdue(state, plan, startedAt, now),
    failure: failure === null ? null : { ...failure, at: isoTime(failure.at) },
  };
}

function storeView({ ok, code, message, since }: StoreState): SystemView["storage"]["records"] {
  return { ok, code, message, since: isoTimeOrNull(since) };
}
