import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { loadOrMakeIdentity } from "../../collector/identity/client-identity.ts";
import { second, systemClock } from "../../model/instant.ts";
import type { Truth } from "../../model/truth/scenario.ts";
import { loadScenario } from "../../simulators/load-scenario.ts";
import { startScenario } from "../../simulators/run-scenario.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { type Comparison, compare, type Said, worstByPair } from "./compare.ts";
import { startMonitor } from "./monitor.ts";

export interface EvaluationOptions {
  readonly scenario: string;
  readonly seed: number;
  /** How long the monitor may take to agree with the truth, milliseconds. */
  readonly withinMs: number;
  readonly log: Logger;
  readonly progress: (line: string) => void;
}

export interface Evaluation extends Comparison {
  readonly scenario: string;
  readonly seed: number;
  readonly tookMs: number;
}

/** Probes whose first answer a person would accept as the baseline when the plant is known to be right. */
const baselineProbes = new Set(["modbus.baseline", "opcua.discovery"]);

/**
 * Runs the devices of a scenario and a whole monitor together and compares what the monitor says with the truth, until both agree
 * or the time is over.
 */
export async function evaluate(options: EvaluationOptions): Promise<Evaluation> {
  const { seed, log, progress, withinMs } = options;
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-evaluate-"));
  const identity = await loadOrMakeIdentity(join(folder, "collector", "identity"), "c1", "client");
  progress(`starting the devices of "${options.scenario}", seed ${seed}`);
  const running = await startScenario({
    scenario: await loadScenario(options.scenario),
    seed,
    clock: systemClock,
    log,
    dataDir: join(folder, "devices"),
    trustedClientPems: [identity.certificatePem],
  });
  try {
    const monitor = await startMonitor({
      folder,
      inventories: running.inventories,
      secrets: running.passwords,
      clock: systemClock,
      log,
    });
    try {
      progress(`watching ${running.devices.length} devices`);
      const startedAt = running.truth.startedAt;
      const comparison = await watch(monitor.records, running.truth, { startedAt, withinMs, progress });
      return { ...comparison, scenario: options.scenario, seed, tookMs: systemClock.now() - startedAt };
    } finally {
      await monitor.stop();
    }
  } finally {
    await running.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function watch(
  records: RecordStore,
  truth: Truth,
  { startedAt, withinMs, progress }: { startedAt: number; withinMs: number; progress: (line: string) => void },
): Promise<Comparison> {
  const enterprises = [...new Set(truth.lines.map(({ enterprise }) => enterprise))];
  const firstFail = new Map<string, number>();
  const accepted = new Set<string>();
  const settlesAt = Math.max(0, ...truth.lines.map(({ from }) => from ?? 0));
  for (;;) {
    await sleep(second);
    const elapsed = systemClock.now() - startedAt;
    for (const enterprise of enterprises) await acceptFirstBaselines(records, enterprise, accepted);
    const said = await sayings(records, enterprises, firstFail, elapsed);
    const comparison = compare(truth.lines, said, firstFail);
    progress(
      `${Math.round(elapsed / second)} s: ${truth.lines.length - comparison.differences.length} of ${truth.lines.length} as in the truth`,
    );
    const agreed = comparison.differences.length === 0 && elapsed > settlesAt;
    if (agreed || elapsed >= withinMs) return comparison;
  }
}

async function sayings(
  records: RecordStore,
  enterprises: readonly string[],
  firstFail: Map<string, number>,
  elapsed: number,
): Promise<ReadonlyMap<string, Said>> {
  const verdicts = await Promise.all(enterprises.map((enterpriseId) => records.verdicts.list({ enterpriseId })));
  const said = worstByPair(verdicts.flat());
  for (const [key, { status }] of said) {
    if (status === "fail" && !firstFail.has(key)) firstFail.set(key, elapsed);
  }
  return said;
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
