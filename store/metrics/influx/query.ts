import type { Instant } from "../../../model/instant.ts";
import { decodeTags, encodeTag } from "../line-protocol/lines.ts";
import { floorTo, type Level, planSegments, type Segment } from "../plan.ts";
import type { LastValue, Series, SeriesQuery } from "../port.ts";
import { declarationOf } from "../refusal.ts";
import type { InfluxClient, Table } from "./client.ts";
import { columnsOf, policies, type StoredSource } from "./layout.ts";

/** Answers from the cheapest level of detail that is exact. The query must have passed `checkQuery`. */
export async function querySeries(
  client: InfluxClient,
  query: SeriesQuery,
  levels: readonly Level<StoredSource>[],
): Promise<readonly Series[]> {
  const segments = segmentsOf(query, levels);
  const selection = selectionOf(query.measurement, query.where);
  if (segments.length === 0 || selection === undefined) return [];
  const groupBy = (query.groupBy ?? []).filter((tag) => tagsOf(query.measurement).includes(tag));
  const groups = [`time(${query.stepMs}ms)`, ...groupBy.map((tag) => `"${tag}"`)].join(", ");
  const statements = segments
    .flatMap((segment) => wholeAnswers(segment, query.stepMs))
    .map(
      (segment) =>
        `SELECT ${columnsOf(segment.source, query.aggregate, query.field)} ${fromWhere(segment, query, selection)} GROUP BY ${groups} fill(none)`,
    );
  const answers = await client.query(statements, { values: selection.values });
  const gathered = new Map<string, Gathered>();
  for (const table of answers.flat()) gather(gathered, table, query.aggregate);
  const series = [...gathered.values()].map(({ tags, steps }) => ({ tags, points: pointsOf(steps, query.aggregate) }));
  const [only] = series;
  if (query.groupBy?.length || only === undefined) return series;
  return [{ tags: await tagsOfOne(client, query, segments, selection), points: only.points }];
}

function segmentsOf(query: SeriesQuery, levels: readonly Level<StoredSource>[]): readonly Segment<StoredSource>[] {
  const { measurement, field, from, to, stepMs } = query;
  const isText = declarationOf(measurement)?.fields[field] === "string";
  if (!isText) return planSegments(from, to, stepMs, levels);
  return from < to ? [{ source: "raw", from, to }] : [];
}

/** The server answers more rows of a series than these in parts, marked like an answer that it cut short. */
const rowsAtOnce = 10_000;

function wholeAnswers(segment: Segment<StoredSource>, stepMs: number): readonly Segment<StoredSource>[] {
  const { from, to } = segment;
  const width = rowsAtOnce * stepMs;
  const parts: Segment<StoredSource>[] = [];
  for (let start = from; start < to; start = floorTo(start, width) + width) {
    parts.push({ ...segment, from: start, to: Math.min(to, floorTo(start, width) + width) });
  }
  return parts;
}

function fromWhere({ source, from, to }: Segment<StoredSource>, { measurement }: SeriesQuery, { condition }: Selection): string {
  return `FROM "${policies[source].name}"."${measurement}" WHERE time >= ${from}ms AND time < ${to}ms${condition}`;
}

interface Selection {
  /** ` AND …` for a statement; the values stand apart from it. */
  readonly condition: string;
  readonly values: Readonly<Record<string, string>>;
}

function tagsOf(measurement: string): readonly string[] {
  return declarationOf(measurement)?.tags ?? [];
}

/** undefined where nothing can match, because the measurement has no such tag. */
function selectionOf(measurement: string, where: Readonly<Record<string, string>>): Selection | undefined {
  const wanted = Object.entries(where);
  const declared = tagsOf(measurement);
  if (wanted.some(([tag]) => !declared.includes(tag))) return undefined;
  return {
    condition: wanted.map(([tag]) => ` AND "${tag}" = $${tag}`).join(""),
    values: Object.fromEntries(wanted.map(([tag, value]) => [tag, encodeTag(value)])),
  };
}

interface Gathered {
  readonly tags: Readonly<Record<string, string>>;
  readonly steps: Map<Instant, readonly [a: number, b: number]>;
}

/** Puts what the segments say of a group and a step together; a table is in order of time, and so are the segments. */
function gather(groups: Map<string, Gathered>, table: Table, aggregate: SeriesQuery["aggregate"]): void {
  const tags = decodeTags(table.tags);
  const key = JSON.stringify(table.tags);
  const group = groups.get(key) ?? { tags, steps: new Map() };
  groups.set(key, group);
  for (const [time, a, b] of table.values) {
    if (typeof time !== "number" || typeof a !== "number") continue;
    const before = group.steps.get(time);
    const now = [a, typeof b === "number" ? b : 0] as const;
    group.steps.set(time, before === undefined ? now : together[aggregate](before, now));
  }
}

type Pair = readonly [a: number, b: number];

const added = (x: Pair, y: Pair): Pair => [x[0] + y[0], x[1] + y[1]];
const together: Readonly<Record<SeriesQuery["aggregate"], (x: Pair, y: Pair) => Pair>> = {
  mean: added,
  sum: added,
  count: added,
  min: (x, y) => [Math.min(x[0], y[0]), 0],
  max: (x, y) => [Math.max(x[0], y[0]), 0],
  last: (_, y) => y,
};

function pointsOf(steps: ReadonlyMap<Instant, Pair>, aggregate: SeriesQuery["aggregate"]): Series["points"] {
  return [...steps].map(([step, [a, b]]) => [step, aggregate === "mean" ? a / b : a] as const);
}

/** The tags of what matched, where that was one series alone. */
async function tagsOfOne(
  client: InfluxClient,
  query: SeriesQuery,
  segments: readonly Segment<StoredSource>[],
  selection: Selection,
): Promise<Series["tags"]> {
  const statements = segments.map(
    (segment) =>
      `SELECT ${columnsOf(segment.source, "last", query.field)} ${fromWhere(segment, query, selection)} GROUP BY * SLIMIT 2`,
  );
  const answers = await client.query(statements, { values: selection.values });
  const found = new Map(answers.flat().map(({ tags }) => [JSON.stringify(tags), tags]));
  const [only] = found.values();
  return found.size === 1 && only !== undefined ? decodeTags(only) : {};
}

/** The newest raw point of every set of tags: the fields that came in with it, none that are older. */
export async function lastValues(
  client: InfluxClient,
  query: { measurement: string; where: Readonly<Record<string, string>>; since: Instant },
): Promise<readonly LastValue[]> {
  const selection = selectionOf(query.measurement, query.where);
  if (selection === undefined) return [];
  const fields = Object.keys(declarationOf(query.measurement)?.fields ?? {});
  const statement = `SELECT ${fields.map((field) => `"${field}"`).join(", ")}
    FROM "${policies.raw.name}"."${query.measurement}" WHERE time >= ${query.since}ms${selection.condition}
    GROUP BY * ORDER BY time DESC LIMIT 1`;
  const [tables = []] = await client.query([statement], { values: selection.values });
  return tables.flatMap(({ tags, columns, values: [row] }): LastValue[] => {
    const [at] = row ?? [];
    if (row === undefined || typeof at !== "number") return [];
    const present = columns.flatMap((name, index) => {
      const value = row[index];
      return index > 0 && (typeof value === "number" || typeof value === "string") ? [[name, value] as const] : [];
    });
    return [{ tags: decodeTags(tags), fields: Object.fromEntries(present), at }];
  });
}
