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
  const asset = reach.asset(observation.enterpriseId, observation.assetId);
  if (asset === undefined) return { code: "unknown-asset" };
  if (!asset.endpoints.some(({ id }) => id === observation.endpointId)) return { code: "unknown-endpoint" };
  return screenFacts(observation);
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
