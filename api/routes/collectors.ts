import { z } from "@hono/zod-openapi";
import type { Instant } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import { assignmentSchema, type CollectorStatus, collectorStatusSchema } from "../../model/wire/batches.ts";
import type { CollectorRecord } from "../../store/records/administration-port.ts";
import { noteStatus } from "../collectors/note-status.ts";
import { listOf } from "../contract/common.ts";
import { paths } from "../contract/paths.ts";
import { type CollectorView, collectorViewSchema } from "../contract/system.ts";
import { anyRole, collectorOnly, readers } from "../http/access.ts";
import { holds, maySee } from "../http/caller.ts";
import { answers, declareRoute, jsonBody, storageRefusals } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { assignmentOf } from "../inventory/assignment.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import { isAlive } from "../live/collector-watch.ts";
import type { Services } from "../services.ts";
import { enrolmentViews } from "../views/enrolment-view.ts";
import { isoTimeOrNull } from "../views/time.ts";

const named = { params: z.object({ collector: z.string().max(100) }) };

const list = declareRoute(
  { method: "get", path: paths.collectors, access: readers },
  { summary: "Collectors that look after the caller's enterprises", responses: { 200: answers(listOf(collectorViewSchema)) } },
);
const assignment = declareRoute(
  { method: "get", path: paths.collectorAssignment, access: collectorOnly },
  {
    summary: "What a collector polls; its revision is the ETag",
    request: named,
    responses: { 200: answers(assignmentSchema), 304: { description: "Unchanged" } },
  },
);
const status = declareRoute(
  { method: "post", path: paths.collectorStatus, access: collectorOnly, audit: null },
  {
    summary: "What a collector says of itself",
    request: { ...named, ...jsonBody(collectorStatusSchema) },
    responses: { 204: { description: "Noted" }, ...storageRefusals },
  },
);

export function collectorRoutes(services: Services): Api {
  const { records, book, clock } = services;
  const api = createApi();

  api.openapi(list, async (c) => {
    const caller = c.get("caller");
    const all = await book.all();
    const heard = new Map((await records.collectors.all()).map((record) => [record.collectorId, record]));
    // Collectors that look after nobody yet concern those who look after the installation.
    const unassigned = holds(caller, anyRole, null) ? [...heard.keys()] : [];
    const assigned = all.filter(({ id }) => maySee(caller, id)).flatMap(collectorsOf);
    const enrolmentOf = await enrolmentViews(records, clock.now());
    const seen = [...new Set([...assigned, ...unassigned])].sort();
    const items = seen.map((id) => {
      const whole = all.every((entry) => maySee(caller, entry.id) || !collectorsOf(entry).includes(id));
      return { ...collectorView(id, heard.get(id), { now: clock.now(), whole }), enrolment: enrolmentOf(id) };
    });
    return c.json({ items }, 200);
  });

  api.openapi(assignment, async (c) => {
    const { collector } = c.req.valid("param");
    const assigned = await assignmentOf(collector, book, await records.collectors.stoppedSites());
    const etag = `"${assigned.revision}"`;
    c.header("etag", etag);
    if (c.req.header("if-none-match") === etag) return c.body(null, 304);
    return c.json(assigned, 200);
  });

  api.openapi(status, async (c) => {
    const said = c.req.valid("json");
    if (said.collectorId !== c.get("caller").collectorId) {
      throw new Problem("wrong-collector", "The status is another collector's.");
    }
    await noteStatus(services, said);
    return c.body(null, 204);
  });

  return api;
}

function collectorsOf({ record }: InventoryEntry): string[] {
  return record.inventory.sites.flatMap(({ collectors }) => collectors.map(({ id }) => id));
}

/** Where a collector also serves enterprises that the caller may not see (`whole` is false), the addresses that it names are left out. */
function collectorView(
  id: string,
  record: CollectorRecord | undefined,
  view: { now: Instant; whole: boolean },
): Omit<CollectorView, "enrolment"> {
  const status = record?.status ?? null;
  const shown =
    status === null || view.whole ? status : { ...status, refusedEndpoints: [], resting: [], ...withoutExamples(status) };
  const lastHeard = record?.lastHeard ?? null;
  const clockOffsetMs = status === null || lastHeard === null ? null : status.at - lastHeard;
  return { id, lastHeard: isoTimeOrNull(lastHeard), alive: isAlive(record, view.now), status: shown, clockOffsetMs };
}

function withoutExamples({ spool }: CollectorStatus): Partial<CollectorStatus> {
  return spool === undefined ? {} : { spool: { ...spool, examples: [] } };
}
