import { netSweep, siteOfSweep } from "../../model/discovery/sweep.ts";
import type { Instant } from "../../model/instant.ts";
import { type Observation, observationSchema } from "../../model/observation.ts";
import { findProbe } from "../../model/protocols/index.ts";
import type { Reach } from "./reach.ts";

/** How an observation is taken in: `code` says why one is kept as malformed, or not at all where `observation` is absent. */
export interface Screened {
  readonly observation?: Observation;
  readonly code?: string;
}

/**
 * Judges whether what came is an observation that the collector may make. What names a known endpoint is always kept: facts that
 * break the shape of their probe stay as a `malformed` observation with the place that breaks it, so that it shows that the device
 * spoke and could not be understood.
 */
export function screenObservation(received: unknown, reach: Reach, now: Instant): Screened {
  const parsed = observationSchema.safeParse(received);
  if (!parsed.success) return { code: "observation-schema" };
  // Nothing can have been seen after it came in; a collector's clock that runs ahead would keep old facts in date.
  const observation = { ...parsed.data, at: Math.min(parsed.data.at, now) };
  const code = strangeness(observation, reach);
  return code === undefined ? screenFacts(observation) : { code };
}

/** Why the observation is of nothing that the collector looks after; undefined where it is. */
function strangeness({ enterpriseId, assetId, endpointId, probe }: Observation, reach: Reach): string | undefined {
  const siteId = siteOfSweep(assetId);
  if (siteId !== undefined) {
    return probe === netSweep.id && reach.hasRange(enterpriseId, siteId, endpointId) ? undefined : "unknown-range";
  }
  const asset = reach.asset(enterpriseId, assetId);
  // A sweep is of a site: an asset's place is not where one can stand.
  if (asset === undefined || probe === netSweep.id) return "unknown-asset";
  return asset.endpoints.some(({ id }) => id === endpointId) ? undefined : "unknown-endpoint";
}

function screenFacts(observation: Observation): Screened {
  if (observation.outcome !== "answered") return { observation: withoutFacts(observation) };
  const probe = findProbe(observation.probe);
  if (probe === undefined) return malformed(observation, "unknown-probe", observation.probe);
  const facts = probe.schema.safeParse(observation.facts);
  if (facts.success) return { observation };
  const [issue] = facts.error.issues;
  const place = issue === undefined ? "" : `${issue.path.map(String).join(".")}: ${issue.message}`;
  return malformed(observation, "facts-schema", place);
}

function malformed(observation: Observation, code: string, detail: string): Screened {
  const reason = { code, detail: detail.slice(0, 500) };
  return { observation: { ...withoutFacts(observation), outcome: "malformed", reason }, code };
}

/** Facts are what an answer holds; nothing else may carry some into the digest. */
function withoutFacts({ facts: _, ...observation }: Observation): Observation {
  return observation;
}
