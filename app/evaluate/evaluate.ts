import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { loadOrMakeIdentity } from "../../collector/identity/client-identity.ts";
import { second, systemClock } from "../../model/instant.ts";
import type { Truth, TruthLine } from "../../model/truth/scenario.ts";
import { loadScenario } from "../../simulators/load-scenario.ts";
import { startScenario } from "../../simulators/run-scenario.ts";
import { atSpeed } from "../../simulators/speed.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { type Comparison, compare } from "./compare.ts";
import { startMonitor } from "./monitor.ts";
import { SightingBook, type Sightings, worstByPair } from "./sightings.ts";

export interface EvaluationOptions {
  readonly scenario: string;
  readonly seed: number;
  /** How many times closer together than written the events come. */
  readonly speed: number;
  /** How long the monitor may take to agree with the truth, milliseconds; until the last event's time is over in any case. */
  readonly withinMs: number;
  readonly log: Logger;
  readonly progress: (line: string) => void;
  /** A new folder for devices and monitor, removed at the end; absent: one below the system's temporary folder. */
  readonly folder?: string;
  /** Ends the evaluation early, with what was seen until then. */
  readonly signal?: AbortSignal;
  /** Called after every comparison. */
  readonly observe?: (look: Look) => void;
}

/** What is known at one moment of an evaluation. */
export interface Look {
  /** Milliseconds since every device ran. */
  readonly elapsed: number;
  /** The truth; once the events have begun with their real times. */
  readonly lines: readonly TruthLine[];
  /** When the events began, milliseconds since every device ran; undefined before. */
  readonly eventsFrom: number | undefined;
  readonly sightings: Sightings;
  readonly comparison: Comparison;
}

export interface Evaluation extends Comparison {
  /** Of this form; fields may be added. */
  readonly schema: 1;
  readonly scenario: string;
  readonly seed: number;
  readonly speed: number;
  readonly tookMs: number;
}

/** Probes whose first answer a person would accept as the baseline when the plant is known to be right. */
const baselineProbes = new Set(["modbus.baseline", "opcua.discovery"]);

/**
 * Runs the devices of a scenario and a whole monitor together and compares what the monitor says with the truth, until both agree
 * or the time is over.
 * @throws Problem `unknown-scenario`, or `speed-not-sound`
 */
export async function evaluate(options: EvaluationOptions): Promise<Evaluation> {
  const { seed, speed, log, progress, withinMs } = options;
  const scenario = atSpeed(await loadScenario(options.scenario), speed);
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), "plantwatch-evaluate-")));
  const identity = await loadOrMakeIdentity(join(folder, "collector", "identity"), "c1", "client");
  progress(`starting the devices of "${options.scenario}", seed ${seed}`);
  const settled = Promise.withResolvers<void>();
  const running = await startScenario({
    scenario,
    seed,
    clock: systemClock,
    log,
    dataDir: join(folder, "devices"),
    trustedClientPems: [identity.certificatePem],
    eventsAfter: settled.promise,
  });
  try {
    const monitor = await startMonitor({
      folder,
      inventories: running.inventories,
      addressLists: running.addressLists,
      advisories: running.advisories,
      secrets: running.passwords,
      clock: systemClock,
      log,
    });
    try {
      progress(`watching ${running.devices.length} devices`);
      const startedAt = running.truth.startedAt;
      const comparison = await watch(monitor.records, running.truth, {
        startedAt,
        withinMs,
        progress,
        settled: settled.resolve,
        signal: options.signal,
        observe: options.observe,
      });
      return { schema: 1, scenario: options.scenario, seed, speed, tookMs: systemClock.now() - startedAt, ...comparison };
    } finally {
      await monitor.stop();
    }
  } finally {
    await running.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A monitor that has not found everything by then is not waited for any longer: the events begin. */
const settlesWithinMs = 45 * second;

interface Watch {
  readonly startedAt: number;
  readonly withinMs: number;
  readonly progress: (line: string) => void;
  /** Called once the monitor has found what holds from the start, so that events meet one that watches. */
  readonly settled: () => void;
  readonly signal: AbortSignal | undefined;
  readonly observe: ((look: Look) => void) | undefined;
}

async function watch(records: RecordStore, truth: Truth, options: Watch): Promise<Comparison> {
  const { startedAt, withinMs, progress, settled, signal, observe } = options;
  const enterprises = [...new Set(truth.lines.map(({ enterprise }) => enterprise))];
  const standing = truth.lines.filter(({ from }) => from === undefined);
  const book = new SightingBook();
  const accepted = new Set<string>();
  let lines: readonly TruthLine[] | undefined = standing.length === truth.lines.length ? standing : undefined;
  let eventsFrom: number | undefined;
  for (;;) {
    if (!(await waited(second, signal))) return compare(lines ?? standing, book.all, systemClock.now() - startedAt);
    for (const enterprise of enterprises) await acceptFirstBaselines(records, enterprise, accepted);
    const verdicts = await Promise.all(enterprises.map((enterpriseId) => records.verdicts.list({ enterpriseId })));
    const elapsed = systemClock.now() - startedAt;
    book.note(worstByPair(verdicts.flat()), elapsed);
    const comparison = compare(lines ?? standing, book.all, elapsed);
    const { differences, unknown } = comparison;
    observe?.({ elapsed, lines: lines ?? standing, eventsFrom, sightings: book.all, comparison });
    progress(`${Math.round(elapsed / second)} s: ${differences.length} differences from the truth, ${unknown} of them unknown`);
    if (lines === undefined) {
      if (differences.length > 0 && elapsed < settlesWithinMs) continue;
      settled();
      eventsFrom = elapsed;
      lines = truth.lines.map((line) => startingAt(line, elapsed));
      progress(`${Math.round(elapsed / second)} s: the events begin`);
      continue;
    }
    if (differences.length === 0 && elapsed > lastOf(lines, "from")) return comparison;
    if (elapsed > Math.max(withinMs, lastOf(lines, "by"))) return comparison;
  }
}

/** Whether the time went by; false where the evaluation was ended. */
async function waited(milliseconds: number, signal: AbortSignal | undefined): Promise<boolean> {
  return sleep(milliseconds, true, signal === undefined ? {} : { signal }).catch(() => false);
}

/** The line of an event in milliseconds after the start of the evaluation, not of the timeline. */
function startingAt(line: TruthLine, offset: number): TruthLine {
  if (line.from === undefined || line.by === undefined) return line;
  return { ...line, from: line.from + offset, by: line.by + offset };
}

function lastOf(lines: readonly TruthLine[], time: "from" | "by"): number {
  return Math.max(0, ...lines.map((line) => line[time] ?? 0));
}

async function acceptFirstBaselines(records: RecordStore, enterpriseId: string, accepted: Set<string>): Promise<void> {
  for (const { id, assetId, endpointId, probe, outcome } of await records.observations.latest(enterpriseId)) {
    const key = JSON.stringify([enterpriseId, assetId, endpointId, probe]);
    if (outcome !== "answered" || !baselineProbes.has(probe) || accepted.has(key)) continue;
    accepted.add(key);
    const at = systemClock.now();
    await records.baselines.accept({
      enterpriseId,
      assetId,
      endpointId,
      probe,
      observationId: id,
      acceptedBy: "evaluate",
      reason: "as found at the start of the scenario",
      at,
    });
  }
}
