import type { Instant } from "../../../model/instant.ts";
import type { SqliteConnection } from "../../sqlite/connection.ts";
import type { FoldedQuery } from "../../sqlite/fold.ts";
import { planSegments, type Segment } from "../plan.ts";
import type { Series, SeriesQuery } from "../port.ts";
import { declarationOf } from "../refusal.ts";
import { levelsOf, type Progress } from "./progress.ts";
import type { StoredSeries } from "./series.ts";

type Aggregate = SeriesQuery["aggregate"];

/** What a row of a table contributes to an aggregate, behind its time. */
const ofPoint: Readonly<Record<Aggregate, string>> = {
  mean: "value",
  sum: "value",
  count: "1",
  min: "value",
  max: "value",
  last: "value",
};
const ofBucket: Readonly<Record<Aggregate, string>> = {
  mean: "sum, count",
  sum: "sum",
  count: "count",
  min: "min",
  max: "max",
  last: "last",
};

export async function querySeries(
  connection: SqliteConnection,
  query: SeriesQuery,
  matching: readonly StoredSeries[],
  progress: Progress,
): Promise<readonly Series[]> {
  const groups = groupSeries(matching, query.groupBy ?? []);
  const segments = segmentsOf(query, progress);
  if (groups.length === 0 || segments.length === 0) return [];
  const queries = segments.flatMap((segment) => readSegment(segment, groups, query.aggregate));
  const numbers = await connection.fold(queries, query.aggregate, query.stepMs);
  const points = groups.map((): (readonly [Instant, number])[] => []);
  for (let at = 0; at < numbers.length; at += 3) {
    points[numbers[at] ?? 0]?.push([numbers[at + 1] ?? 0, numbers[at + 2] ?? 0]);
  }
  return groups.flatMap(({ tags }, group): Series[] => {
    const found = points[group] ?? [];
    return found.length === 0 ? [] : [{ tags, points: found }];
  });
}

function segmentsOf(query: SeriesQuery, progress: Progress): readonly Segment[] {
  const isText = declarationOf(query.measurement)?.fields[query.field] === "string";
  if (!isText) return planSegments(query.from, query.to, query.stepMs, levelsOf(progress));
  // Texts are not rolled up; they can be counted while their points are there.
  return query.from < query.to ? [{ source: "raw", from: query.from, to: query.to }] : [];
}

interface Group {
  readonly tags: Readonly<Record<string, string>>;
  readonly members: readonly StoredSeries[];
}

/** One group for each combination of the named tags' values; without names one of all. */
function groupSeries(matching: readonly StoredSeries[], groupBy: readonly string[]): readonly Group[] {
  const byValues = Map.groupBy(matching, ({ tags }) => JSON.stringify(groupBy.map((tag) => tags[tag] ?? null)));
  return [...byValues.values()].map((members) => {
    const [first] = members;
    const own = first?.tags ?? {};
    if (groupBy.length === 0) return { members, tags: members.length === 1 ? own : {} };
    return { members, tags: Object.fromEntries(Object.entries(own).filter(([tag]) => groupBy.includes(tag))) };
  });
}

/** Series by series, where the points of one lie side by side; what came in last lies by time, and is walked through once for all. */
function readSegment({ source, from, to }: Segment, groups: readonly Group[], aggregate: Aggregate): readonly FoldedQuery[] {
  const columns = source === "raw" ? ofPoint[aggregate] : ofBucket[aggregate];
  const sql = `select at, ${columns} from ${source} where series = ? and at >= ? and at < ? order by at`;
  const stored = groups.flatMap(({ members }, group) => members.map(({ id }) => ({ sql, values: [id, from, to], group })));
  if (source !== "raw") return stored;
  const byId = new Map(groups.flatMap(({ members }, group) => members.map(({ id }) => [id, group] as const)));
  const newest = `select at, ${columns}, series from hot where at >= ? and at < ? order by at`;
  return [...stored, { sql: newest, values: [from, to], group: byId }];
}
