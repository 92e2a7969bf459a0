import { hour, type Instant, minute } from "../../../model/instant.ts";
import { ceilTo, floorTo } from "../plan.ts";
import type { Series, SeriesQuery } from "../port.ts";
import type { Labelled, VictoriaClient } from "./client.ts";
import { selectorOf, tagKey, tagsOf, tagsOfLabels } from "./selector.ts";

type Tags = Readonly<Record<string, string>>;

/** Whole steps of a query, or a piece of one at its ragged edges; all reach from `from` up to but without `to`. */
interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
  readonly widthMs: number;
}

/** Fewer than the server answers at once. */
const stepsAtOnce = 10_000;

/** The query must have passed `checkQuery` and ask for a number. */
export async function querySeries(client: VictoriaClient, query: SeriesQuery, now: Instant): Promise<readonly Series[]> {
  const series = selectorOf(client.database, query.measurement, [query.field], query.where);
  if (query.from >= query.to || series === undefined) return [];
  const groupBy = (query.groupBy ?? []).filter((tag) => tagsOf(query.measurement).includes(tag));
  const asked = { aggregate: query.aggregate, series, groupBy };
  const groups = new Map<string, { tags: Tags; steps: Map<Instant, number> }>();
  for (const stretch of stretchesOf(query)) {
    for (const { labels, values } of await ask(client, asked, stretch, now)) {
      const tags = groupTags(labels, groupBy);
      const key = JSON.stringify(groupBy.map((tag) => tags[tag]));
      const group = groups.get(key) ?? { tags, steps: new Map() };
      groups.set(key, group);
      for (const [at, value] of values) group.steps.set(floorTo(at, query.stepMs), value);
    }
  }
  const answered = [...groups.values()].map(({ tags, steps }) => ({ tags, points: [...steps].sort(([a], [b]) => a - b) }));
  const [only] = answered;
  if (query.groupBy?.length || only === undefined) return answered;
  return [{ tags: await tagsOfOne(client, series, query), points: only.points }];
}

function groupTags(labels: Tags, groupBy: readonly string[]): Tags {
  return Object.fromEntries(Object.entries(tagsOfLabels(labels)).filter(([tag]) => groupBy.includes(tag)));
}

/** The tags of what matched, where that was one series alone. */
async function tagsOfOne(client: VictoriaClient, series: string, { from, to }: SeriesQuery): Promise<Tags> {
  const found = await client.queryAt(`count_over_time(${series}[${to - from}ms])`, to - 1);
  const [only] = found;
  return found.length === 1 && only !== undefined ? tagsOfLabels(only.labels) : {};
}

function stretchesOf({ from, to, stepMs }: SeriesQuery): readonly Stretch[] {
  const [first, last] = [ceilTo(from, stepMs), floorTo(to, stepMs)];
  if (first > last) return [{ from, to, widthMs: to - from }];
  const stretches: Stretch[] = [{ from, to: first, widthMs: first - from }];
  for (let at = first; at < last; at += stepsAtOnce * stepMs) {
    stretches.push({ from: at, to: Math.min(last, at + stepsAtOnce * stepMs), widthMs: stepMs });
  }
  stretches.push({ from: last, to, widthMs: to - last });
  return stretches.filter((stretch) => stretch.from < stretch.to);
}

/**
 * The server replaces the last half minute of a range with steps below a minute, unless the range reaches into the future: so that is
 * where such steps are asked for, looking back by as much.
 */
function shiftOf({ from, widthMs }: Stretch, now: Instant): number {
  return widthMs < minute ? Math.max(0, now - from) + hour : 0;
}

/** A function over time looks back from its moment, that moment included: each step is asked for at its last millisecond. */
async function evaluate(client: VictoriaClient, query: string, stretch: Stretch, shift: number): Promise<readonly Labelled[]> {
  const { from, to, widthMs } = stretch;
  const end = to - 1 + shift;
  const answered =
    to - from === widthMs
      ? await client.queryAt(query, end)
      : await client.queryRange(query, from + widthMs - 1 + shift, end, widthMs);
  return answered.map(({ labels, values }) => ({ labels, values: values.map(([at, value]) => [at - shift, value] as const) }));
}

interface Asked {
  readonly aggregate: SeriesQuery["aggregate"];
  readonly series: string;
  readonly groupBy: readonly string[];
}

function ask(client: VictoriaClient, asked: Asked, stretch: Stretch, now: Instant): Promise<readonly Labelled[]> {
  const { aggregate, series, groupBy } = asked;
  const shift = shiftOf(stretch, now);
  const over = (kind: string) => `${kind}_over_time(${series}[${stretch.widthMs}ms] offset ${shift}ms)`;
  const grouped = (outer: string, kind: string) => `${outer}(${over(kind)}) by (${groupBy.join(", ")})`;
  const answer = (query: string) => evaluate(client, query, stretch, shift);
  switch (aggregate) {
    case "mean":
      return answer(`${grouped("sum", "sum")} / ${grouped("sum", "count")}`);
    case "sum":
    case "count":
      return answer(grouped("sum", aggregate));
    case "min":
    case "max":
      return answer(grouped(aggregate, aggregate));
    case "last":
      return Promise.all([answer(over("last")), answer(over("tlast"))]).then(([values, times]) =>
        newestOf(values, times, groupBy),
      );
  }
}

/** Of every group and step the value of that series whose last point is the newest; times come in seconds. */
function newestOf(values: readonly Labelled[], times: readonly Labelled[], groupBy: readonly string[]): readonly Labelled[] {
  const timesBySeries = new Map(times.map((one) => [tagKey(one.labels), new Map(one.values)]));
  const groups = new Map<string, { labels: Tags; newest: Map<Instant, readonly [time: number, value: number]> }>();
  for (const one of values) {
    const key = JSON.stringify(groupBy.map((tag) => one.labels[tag]));
    const group = groups.get(key) ?? { labels: one.labels, newest: new Map() };
    groups.set(key, group);
    for (const [at, value] of one.values) {
      const time = timesBySeries.get(tagKey(one.labels))?.get(at) ?? 0;
      if (time >= (group.newest.get(at)?.[0] ?? 0)) group.newest.set(at, [time, value]);
    }
  }
  return [...groups.values()].map(({ labels, newest }) => ({
    labels,
    values: [...newest].map(([at, [, value]]) => [at, value] as const),
  }));
}
