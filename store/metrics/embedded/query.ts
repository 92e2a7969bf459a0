import type { SqliteConnection } from "../../sqlite/connection.ts";
import { planSegments, type Segment } from "../plan.ts";
import type { Series, SeriesQuery } from "../port.ts";
import { declarationOf } from "../refusal.ts";
import type { Progress } from "./progress.ts";
import type { StoredSeries } from "./series.ts";

type Aggregate = SeriesQuery["aggregate"];

/** What a table contributes to an aggregate, over one group and step: one or two columns, and how such parts are put together. */
interface Parts {
  readonly ofPoints: string;
  readonly ofBuckets: string;
  readonly together: string;
}

/** `last` relies on SQLite's rule that a bare column beside a single max() comes from the row that has the maximum. */
const parts: Readonly<Record<Aggregate, Parts>> = {
  mean: {
    ofPoints: "sum(x.value) as a, count(*) as b",
    ofBuckets: "sum(x.sum) as a, sum(x.count) as b",
    together: "sum(a) * 1.0 / sum(b)",
  },
  sum: { ofPoints: "sum(x.value) as a, null as b", ofBuckets: "sum(x.sum) as a, null as b", together: "sum(a)" },
  count: { ofPoints: "count(*) as a, null as b", ofBuckets: "sum(x.count) as a, null as b", together: "sum(a)" },
  min: { ofPoints: "min(x.value) as a, null as b", ofBuckets: "min(x.min) as a, null as b", together: "min(a)" },
  max: { ofPoints: "max(x.value) as a, null as b", ofBuckets: "max(x.max) as a, null as b", together: "max(a)" },
  last: { ofPoints: "x.value as a, max(x.at) as b", ofBuckets: "x.last as a, max(x.at) as b", together: "a, max(b)" },
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
  const picked = groups.flatMap(({ members }, group) => members.map((series) => [series.id, group]));
  const rows = await connection.all(sqlFor(query.aggregate, segments), [
    JSON.stringify(picked),
    query.stepMs,
    ...segments.flatMap(({ source, from, to }) => (source === "raw" ? [from, to, from, to] : [from, to])),
  ]);
  const points = Map.groupBy(rows, (row) => Number(row.grp));
  return groups.flatMap(({ tags }, group): Series[] => {
    const found = points.get(group);
    return found === undefined ? [] : [{ tags, points: found.map((row) => [Number(row.step), Number(row.value)] as const) }];
  });
}

function segmentsOf(query: SeriesQuery, progress: Progress): readonly Segment[] {
  const isText = declarationOf(query.measurement)?.fields[query.field] === "string";
  if (!isText) return planSegments(query.from, query.to, query.stepMs, progress);
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

function sqlFor(aggregate: Aggregate, segments: readonly Segment[]): string {
  const { ofPoints, ofBuckets, together } = parts[aggregate];
  const pieces = segments.flatMap(({ source }) =>
    source === "raw" ? [pieceBySeries("raw", ofPoints), pieceByTime(ofPoints)] : [pieceBySeries(source, ofBuckets)],
  );
  return `
    with picked (series, grp) as materialized (select value ->> 0, value ->> 1 from json_each(?)),
      width (ms) as materialized (select cast(? as integer))
    select grp, step, ${aggregate === "last" ? "a as value, max(b)" : `${together} as value`}
    from (${pieces.join(" union all ")})
    group by grp, step order by grp, step`;
}

const stepOf = "x.at - x.at % width.ms as step";

/** Goes to each series in turn (`cross join` keeps that order), where its points lie side by side. */
function pieceBySeries(table: string, columns: string): string {
  return `select p.grp, ${stepOf}, ${columns} from picked p cross join ${table} x cross join width
    where x.series = p.series and x.at >= ? and x.at < ? group by p.grp, step`;
}

/** Walks through the few points that came in last. */
function pieceByTime(columns: string): string {
  return `select p.grp, ${stepOf}, ${columns} from hot x cross join width join picked p on p.series = x.series
    where x.at >= ? and x.at < ? group by p.grp, step`;
}
