import { type MetricPoint, metricPointSchema } from "../../model/metric.ts";
import type { Acknowledgement } from "../../model/wire/batches.ts";
import type { Services } from "../services.ts";
import type { SampleDelivery } from "./deliveries.ts";
import { Reach } from "./reach.ts";

type Screened = { readonly seq: number; readonly point: MetricPoint } | { readonly seq: number; readonly code: string };

/**
 * Hands samples to the metric store and acknowledges them when it has them; a batch sent again changes nothing there. Throws
 * `store-full`, `store-unavailable` and `store-denied`; observations and their judgement are not concerned.
 */
export async function ingestSamples(services: Services, batch: SampleDelivery): Promise<Acknowledgement> {
  const { metrics, book, health, telemetry, log } = services;
  const reach = await Reach.of(batch.collectorId, book);
  const screened = batch.items.map(({ seq, point }) => screenPoint(seq, point, batch.collectorId, reach));
  const points = screened.flatMap((item) => ("point" in item ? [item] : []));
  const { refused } = await health.watch("metrics", () => metrics.write(points.map(({ point }) => point)));

  const refusedKeys = new Set(refused.map(({ point }) => identity(point)));
  const rejected = [
    ...screened.flatMap((item) => ("code" in item ? [{ seq: item.seq, code: item.code }] : [])),
    ...points.filter(({ point }) => refusedKeys.has(identity(point))).map(({ seq }) => ({ seq, code: "store-refused" })),
  ];
  telemetry.ingested.inc({ stream: "samples" }, batch.items.length - rejected.length);
  for (const [code, items] of Map.groupBy(rejected, (item) => item.code)) {
    telemetry.rejected.inc({ stream: "samples", code }, items.length);
    log.warn(
      { collectorId: batch.collectorId, code, count: items.length, first: refused[0]?.reason },
      "samples could not be used",
    );
  }
  return { storedThrough: Math.max(...batch.items.map(({ seq }) => seq)), rejected };
}

/** What a collector measures; verdicts, posture and findings are the centre's own. */
const measuredByCollectors: ReadonlySet<string> = new Set(["poll", "signal", "security", "collector"]);

function screenPoint(seq: number, received: unknown, collectorId: string, reach: Reach): Screened {
  const parsed = metricPointSchema.safeParse(received);
  if (!parsed.success) return { seq, code: "point-schema" };
  const { measurement, tags } = parsed.data;
  if (!measuredByCollectors.has(measurement)) return { seq, code: "foreign-measurement" };
  if (measurement === "collector") {
    return tags.collector === collectorId ? { seq, point: parsed.data } : { seq, code: "foreign-collector" };
  }
  const known = reach.asset(tags.enterprise ?? "", tags.asset ?? "") !== undefined;
  return known ? { seq, point: parsed.data } : { seq, code: "unknown-asset" };
}

function identity({ measurement, tags, at }: MetricPoint): string {
  const sorted = Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([measurement, sorted, at]);
}
