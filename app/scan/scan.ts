import { randomUUID } from "node:crypto";
import type { ClientIdentity, DriverServices } from "../../collector/drivers/define.ts";
import { createRequestGate } from "../../collector/schedule/request-gate.ts";
import type { Clock } from "../../model/instant.ts";
import { type Inventory, inventorySchema } from "../../model/inventory/inventory.ts";
import type { Outcome, StoredObservation } from "../../model/observation.ts";
import { findProbe } from "../../model/protocols/index.ts";
import type { Verdict } from "../../model/verdict.ts";
import type { Check } from "../../posture/checks/define.ts";
import { judge } from "../../posture/judge.ts";
import type { ScanTarget } from "./targets.ts";

export interface TargetReport {
  readonly url: string;
  /** The best outcome of any probe: answered as soon as one was. */
  readonly outcome: Outcome;
  readonly observations: readonly StoredObservation[];
  readonly verdicts: readonly Verdict[];
}

export interface ScanServices {
  readonly identity: ClientIdentity;
  readonly strangerIdentity: () => Promise<ClientIdentity>;
  readonly clock: Clock;
  readonly checks: readonly Check[];
  readonly progress: (line: string) => void;
}

const enterpriseId = "scan";

/** Looks once at each target, one after the other, and judges what it offers. */
export async function scan(targets: readonly ScanTarget[], services: ScanServices): Promise<readonly TargetReport[]> {
  const inventory = inventoryOf(targets);
  const observed: StoredObservation[][] = [];
  for (const [index, target] of targets.entries()) {
    services.progress(`${target.endpoint.url} (${index + 1}/${targets.length})`);
    observed.push(await observe(target, assetIdOf(index), services));
  }
  const verdicts = judge({
    inventory,
    observations: observed.flat(),
    previous: [],
    baselines: [],
    now: services.clock.now(),
    // Checks of the inventory have nothing to say about an address that a person typed.
    checks: services.checks.filter((check) => check.scope === "endpoint"),
  });
  return targets.map(({ endpoint }, index) => ({
    url: endpoint.url,
    outcome: bestOutcome(observed[index] ?? []),
    observations: observed[index] ?? [],
    verdicts: verdicts.filter((verdict) => verdict.assetId === assetIdOf(index)),
  }));
}

function assetIdOf(index: number): string {
  return `target-${index + 1}`;
}

function inventoryOf(targets: readonly ScanTarget[]): Inventory {
  const inventory = inventorySchema.parse({
    enterprise: { id: enterpriseId, name: "scan", types: ["N"], grade: 1 },
    sites: [{ id: "here", name: "here", collectors: [{ id: "scan" }] }],
    assets: targets.map(({ endpoint }, index) => ({ id: assetIdOf(index), name: endpoint.url, site: "here", role: "server" })),
  });
  return {
    ...inventory,
    assets: inventory.assets.map((asset, index) => ({
      ...asset,
      endpoints: targets[index] === undefined ? [] : [targets[index].endpoint],
    })),
  };
}

async function observe({ endpoint, driver }: ScanTarget, assetId: string, services: ScanServices): Promise<StoredObservation[]> {
  const { clock, identity, strangerIdentity } = services;
  const driverServices: DriverServices = { clock, identity, strangerIdentity, secret: (name) => process.env[name] };
  const link = driver.link(createRequestGate(endpoint.limits, clock), driverServices);
  const observations: StoredObservation[] = [];
  try {
    for (const job of driver.jobs(endpoint)) {
      if (findProbe(job.id) === undefined) continue;
      const report = await link.run(endpoint, job.id, AbortSignal.timeout(driver.deadline(endpoint, job.id)));
      const at = clock.now();
      const { outcome, reason, facts } = report;
      observations.push({
        id: randomUUID(),
        enterpriseId,
        assetId,
        endpointId: endpoint.id,
        probe: job.id,
        at,
        lastSeen: at,
        timesSeen: 1,
        validForSeconds: 3600,
        digest: "",
        outcome,
        ...(reason === undefined ? {} : { reason }),
        ...(facts === undefined ? {} : { facts }),
      });
    }
  } finally {
    await link.close();
  }
  return observations;
}

const outcomeOrder = ["answered", "refused", "malformed", "unreachable"] as const satisfies readonly Outcome[];

function bestOutcome(observations: readonly StoredObservation[]): Outcome {
  return outcomeOrder.find((outcome) => observations.some((observation) => observation.outcome === outcome)) ?? "unreachable";
}
