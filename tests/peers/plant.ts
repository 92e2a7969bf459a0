import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Driver, Link, ProbeReport } from "../../collector/drivers/define.ts";
import { drivers } from "../../collector/drivers/index.ts";
import { loadOrMakeIdentity } from "../../collector/identity/client-identity.ts";
import { createRequestGate } from "../../collector/schedule/request-gate.ts";
import { systemClock } from "../../model/instant.ts";
import { type Inventory, inventorySchema } from "../../model/inventory/inventory.ts";
import { render } from "../../model/messages/index.ts";
import type { StoredObservation } from "../../model/observation.ts";
import { checks } from "../../posture/checks/index.ts";
import { judge } from "../../posture/judge.ts";
import { wordOf } from "./scanning.ts";

/** An inventory of peers that is looked at over links that live on, as a collector does, and judged as the centre does. */
export interface WatchedPlant {
  /** Runs a job at the only endpoint of an asset once. */
  look(assetId: string, job: string): Promise<ProbeReport>;
  /** Takes what a probe saw last for the baseline, as a person would. */
  accept(assetId: string, probe: string): void;
  /** Endpoint verdicts on an asset by check, in the words of `verdictsOf`. */
  verdicts(assetId: string): Readonly<Record<string, string>>;
  /** Ends every connection; the next look opens a new one. */
  disconnect(): Promise<void>;
}

export interface PlantDescription {
  /** Fields of the only site beside its id, such as zones and conduits. */
  readonly site?: Readonly<Record<string, unknown>>;
  readonly assets: readonly Readonly<Record<string, unknown>>[];
}

/** The client certificate is kept in the folder. */
export async function watchPlant(folder: string, description: PlantDescription): Promise<WatchedPlant> {
  const inventory = inventoryOf(description);
  const identity = await loadOrMakeIdentity(join(folder, "identity"), "c1", "client");
  const services = {
    clock: systemClock,
    identity,
    strangerIdentity: () => loadOrMakeIdentity(join(folder, "identity"), "c1", "stranger"),
    secret: () => undefined,
  };
  const links = new Map<string, Link>();
  const seen = new Observations();
  const linkOf = (driver: Driver, endpoint: Inventory["assets"][number]["endpoints"][number]): Link => {
    const key = driver.connectionKey(endpoint);
    const link = links.get(key) ?? driver.link(createRequestGate(endpoint.limits, systemClock), services);
    links.set(key, link);
    return link;
  };
  return {
    async look(assetId, job) {
      const endpoint = endpointOf(inventory, assetId);
      const driver = await drivers[endpoint.protocol]();
      const report = await linkOf(driver, endpoint).run(endpoint, job, AbortSignal.timeout(driver.deadline(endpoint, job)));
      if (report.facts !== undefined || report.outcome !== "answered") seen.add(assetId, endpoint.id, job, report);
      return report;
    },
    accept: (assetId, probe) => seen.accept(assetId, probe),
    verdicts(assetId) {
      const onEndpoints = checks.filter((check) => check.scope === "endpoint");
      const verdicts = judge({ inventory, ...seen.rows(), now: systemClock.now(), checks: onEndpoints });
      const own = verdicts.filter((verdict) => verdict.assetId === assetId);
      return Object.fromEntries(
        own.map(({ checkId, because, ...verdict }) => [checkId, wordOf({ ...verdict, because: render(because) })]),
      );
    },
    async disconnect() {
      const open = [...links.values()];
      links.clear();
      await Promise.all(open.map((link) => link.close()));
    },
  };
}

/** Rows as the store keeps them: the newest of every probe, the answered one before it, and what was accepted. */
class Observations {
  readonly #newest = new Map<string, StoredObservation>();
  readonly #answered = new Map<string, StoredObservation>();
  readonly #previous = new Map<string, StoredObservation>();
  readonly #baselines = new Map<string, StoredObservation>();

  add(assetId: string, endpointId: string, probe: string, { outcome, reason, facts }: ProbeReport): void {
    const key = `${assetId} ${probe}`;
    const at = systemClock.now();
    const row: StoredObservation = {
      id: randomUUID(),
      enterpriseId: "works",
      assetId,
      endpointId,
      probe,
      at,
      lastSeen: at,
      timesSeen: 1,
      validForSeconds: 3600,
      digest: "",
      outcome,
      ...(reason === undefined ? {} : { reason }),
      ...(facts === undefined ? {} : { facts }),
    };
    const newest = this.#newest.get(key);
    if (newest?.outcome === outcome && isDeepStrictEqual(newest.facts, facts)) {
      newest.lastSeen = at;
      newest.timesSeen += 1;
      return;
    }
    this.#newest.set(key, row);
    if (facts === undefined) return;
    const before = this.#answered.get(key);
    if (before !== undefined) this.#previous.set(key, before);
    this.#answered.set(key, row);
  }

  accept(assetId: string, probe: string): void {
    const key = `${assetId} ${probe}`;
    const row = this.#answered.get(key);
    if (row === undefined) throw new Error(`nothing to accept: ${key}`);
    this.#baselines.set(key, row);
  }

  rows(): {
    observations: readonly StoredObservation[];
    previous: readonly StoredObservation[];
    baselines: readonly StoredObservation[];
  } {
    const observations = [...new Set([...this.#newest.values(), ...this.#answered.values()])];
    return { observations, previous: [...this.#previous.values()], baselines: [...this.#baselines.values()] };
  }
}

function inventoryOf({ site, assets }: PlantDescription): Inventory {
  return inventorySchema.parse({
    enterprise: { id: "works", name: "Works", types: ["N"], grade: 1 },
    sites: [{ id: "site", name: "Site", collectors: [{ id: "c1" }], ...site }],
    assets: assets.map((asset) => ({ name: "Peer", site: "site", role: "field-device", ...asset })),
  });
}

function endpointOf({ assets }: Inventory, assetId: string) {
  const endpoint = assets.find(({ id }) => id === assetId)?.endpoints[0];
  if (endpoint === undefined) throw new Error(`no endpoint at ${assetId}`);
  return endpoint;
}
