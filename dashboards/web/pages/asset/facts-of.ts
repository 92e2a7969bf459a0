import type { EndpointView, ObservationView } from "../../../../api/contract/assets.ts";
import type { Probe } from "../../../../model/protocols/define.ts";

/** The newest answered facts of a probe; undefined where it has none, or none of the form that this release knows. */
export function factsOf<Facts>(endpoint: EndpointView, probe: Probe<string, Facts>): Facts | undefined {
  const answered = endpoint.observations.filter((seen) => seen.probe === probe.id && seen.facts !== null).sort(newestFirst);
  const parsed = probe.schema.safeParse(answered[0]?.facts);
  return parsed.success ? parsed.data : undefined;
}

export function newestFirst(one: ObservationView, other: ObservationView): number {
  return Date.parse(other.lastSeen) - Date.parse(one.lastSeen);
}
