import { metricPointSchema } from "../../model/metric.ts";
import { observationSchema } from "../../model/observation.ts";

const longest = 200;

/** What an item is about, in one line without values: a point by its tags, an observation by its endpoint and probe. */
export function describeItem(body: string): string {
  const item: unknown = JSON.parse(body);
  const observation = observationSchema.safeParse(item).data;
  if (observation !== undefined) {
    const { enterpriseId, assetId, endpointId, probe } = observation;
    return `${probe} ${enterpriseId}/${assetId}/${endpointId}`.slice(0, longest);
  }
  const point = metricPointSchema.safeParse(item).data;
  if (point === undefined) return "?";
  return `${point.measurement} ${Object.values(point.tags).join("/")}`.slice(0, longest);
}
