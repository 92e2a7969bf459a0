import type { MetricPoint } from "../../../model/metric.ts";
import type { MetricStore, SeriesQuery } from "../port.ts";

/** A place where stores of one kind keep their data: opening it again finds it again. */
export interface MetricsPlace {
  open(): Promise<MetricStore>;
  remove(): Promise<void>;
}

/** The present of a test, and a whole day in the past from which its points count. */
export interface Times {
  readonly now: number;
  readonly base: number;
}

export function signal(at: number, value: number, change: { asset?: string; signal?: string; site?: string } = {}): MetricPoint {
  const tags = { enterprise: "water", site: "works", asset: "plc-1", signal: "level", ...change };
  return { measurement: "signal", tags, fields: { value, good: 1 }, at };
}

export function levelQuery(from: number, to: number, change: Partial<SeriesQuery> = {}): SeriesQuery {
  return {
    measurement: "signal",
    field: "value",
    where: { signal: "level" },
    from,
    to,
    stepMs: 1000,
    aggregate: "mean",
    ...change,
  };
}

/** What a query must answer for one series, reckoned from all of its points in the plainest way. */
export function reckon(points: readonly MetricPoint[], query: SeriesQuery): readonly (readonly [number, number])[] {
  const inRange = points.filter(({ at }) => at >= query.from && at < query.to).toSorted((a, b) => a.at - b.at);
  const steps = Map.groupBy(inRange, ({ at }) => at - (at % query.stepMs));
  return [...steps].map(([step, members]) => [
    step,
    aggregate(
      query.aggregate,
      members.map(({ fields }) => Number(fields.value)),
    ),
  ]);
}

function aggregate(kind: SeriesQuery["aggregate"], values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  switch (kind) {
    case "mean":
      return sum / values.length;
    case "sum":
      return sum;
    case "count":
      return values.length;
    case "min":
      return Math.min(...values);
    case "max":
      return Math.max(...values);
    case "last":
      return values.at(-1) ?? Number.NaN;
  }
}
