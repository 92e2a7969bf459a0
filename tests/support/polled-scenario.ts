import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { loadOrMakeIdentity } from "../../collector/identity/client-identity.ts";
import { createCeiling } from "../../collector/schedule/ceiling.ts";
import type { Outcome } from "../../collector/schedule/outcome.ts";
import { Schedule } from "../../collector/schedule/schedule.ts";
import { systemClock } from "../../model/instant.ts";
import type { Inventory } from "../../model/inventory/inventory.ts";
import { parseInventory } from "../../model/inventory/parse-inventory.ts";
import type { Assignment } from "../../model/wire/batches.ts";
import { loadScenario } from "../../simulators/load-scenario.ts";
import { type RunningDevice, type RunningScenario, startScenario } from "../../simulators/run-scenario.ts";

/** Scenarios whose devices run, and one schedule that polls them in this process. */
export interface PolledScenarios {
  readonly devices: readonly RunningDevice[];
  readonly inventories: readonly Inventory[];
  readonly schedule: Schedule;
  /** Everything that the schedule delivered so far. */
  readonly outcomes: readonly Outcome[];
  readonly folder: string;
  /** Begins to poll; `change` may alter the assignment first. */
  poll(change?: (assignment: Assignment) => Assignment): Promise<void>;
  stop(): Promise<void>;
}

const silent = pino({ enabled: false });

/** Starts the devices of shipped scenarios, whose strict ones trust the schedule's certificate. */
export async function startPolledScenarios(
  names: readonly string[],
  options: { mayContact?: readonly string[] } = {},
): Promise<PolledScenarios> {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-scenario-"));
  const identity = await loadOrMakeIdentity(join(folder, "identity"), "c1", "client");
  const scenarios: RunningScenario[] = [];
  for (const name of names) {
    scenarios.push(
      await startScenario({
        scenario: await loadScenario(name),
        seed: 7,
        clock: systemClock,
        log: silent,
        dataDir: join(folder, "devices", name),
        trustedClientPems: [identity.certificatePem],
      }),
    );
  }
  const inventories = scenarios
    .flatMap((scenario) => scenario.inventories)
    .map(({ fileName, text }) => {
      const parsed = parseInventory(text, fileName);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
      return parsed.value;
    });
  const passwords = Object.assign({}, ...scenarios.map((scenario) => scenario.passwords)) as Record<string, string>;
  const outcomes: Outcome[] = [];
  const schedule = new Schedule({
    mayContact: createCeiling(options.mayContact ?? ["127.0.0.0/8"]),
    services: {
      clock: systemClock,
      identity,
      strangerIdentity: () => loadOrMakeIdentity(join(folder, "identity"), "c1", "stranger"),
      secret: (variable) => passwords[variable],
    },
    clock: systemClock,
    log: silent,
    startSpreadMs: 200,
    deliver: (outcome) => outcomes.push(outcome),
  });
  return {
    devices: scenarios.flatMap(({ devices }) => devices),
    inventories,
    schedule,
    outcomes,
    folder,
    poll: (change = (assignment) => assignment) => schedule.assign(change(assignmentOf(inventories))),
    async stop() {
      await schedule.stop();
      await Promise.all(scenarios.map((scenario) => scenario.stop()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function assignmentOf(inventories: readonly Inventory[]): Assignment {
  return {
    collectorId: "c1",
    revision: "1",
    sites: inventories.flatMap(({ enterprise, sites, assets }) =>
      sites.map((site) => ({
        enterpriseId: enterprise.id,
        siteId: site.id,
        pollingStopped: false,
        assets: assets.filter((asset) => asset.site === site.id),
      })),
    ),
  };
}
