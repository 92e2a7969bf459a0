import type { Instant } from "../../../model/instant.ts";
import { measurements } from "../../../model/metric.ts";
import { rawRetention, rollupRetention } from "../../retention.ts";
import type { Source } from "../plan.ts";
import type { SeriesQuery } from "../port.ts";

/**
 * What a database of Plantwatch's looks like: a retention policy for each level of detail, and continuous queries that fill one
 * from the other. Names are answered by dashboards too, so they stay.
 */

/** Levels of detail that the database has. */
export type StoredSource = Exclude<Source, "hours">;

export interface RetentionPolicy {
  readonly name: string;
  /** Milliseconds; 0 keeps for ever. */
  readonly duration: number;
  /** Span of one of the server's files, where its own choice would make too many. */
  readonly shardDuration?: string;
}

export const policies: Readonly<Record<StoredSource, RetentionPolicy>> = {
  raw: { name: "raw", duration: rawRetention },
  five_minutes: { name: "five_minutes", duration: rollupRetention },
  days: { name: "daily", duration: 0, shardDuration: "52w" },
};

export type RolledSource = Exclude<StoredSource, "raw">;

interface RollUp {
  readonly from: StoredSource;
  readonly select: string;
  readonly unit: string;
  /** How often the server rolls up by itself, and how far it reaches back each time. */
  readonly resample: string;
}

/**
 * Fields of a roll-up carry the function in front: `sum_value` of five minutes, `sum_sum_value` of a day. Wildcards take in the fields
 * that a measurement gains later without another text, which the server would refuse under the same name.
 */
const rollUps: Readonly<Record<RolledSource, RollUp>> = {
  five_minutes: {
    from: "raw",
    select: "count(*), sum(*), min(*), max(*), last(*)",
    unit: "5m",
    resample: "EVERY 5m FOR 15m",
  },
  days: {
    from: "five_minutes",
    select: "sum(/^(count|sum)_/), min(/^min_/), max(/^max_/), last(/^last_/)",
    unit: "1d",
    resample: "EVERY 1d FOR 2d",
  },
};

/** One measurement at a time, which costs the server half of what a pattern for all does. */
const rolled = Object.keys(measurements);

/** Statements that roll up whole buckets of [from, to), milliseconds. */
export function rollUpStatements(database: string, source: RolledSource, from: Instant, to: Instant): readonly string[] {
  const where = ` WHERE time >= ${from}ms AND time < ${to}ms`;
  return rolled.map((measurement) => selectInto(database, source, measurement, where));
}

export interface ContinuousQuery {
  readonly name: string;
  /** As the server itself shows it, but for quotation marks. */
  readonly text: string;
}

export function continuousQueries(database: string): readonly ContinuousQuery[] {
  return (["five_minutes", "days"] as const).flatMap((source) =>
    rolled.map((measurement) => {
      const name = `${policies[source].name}_${measurement}`;
      const head = `CREATE CONTINUOUS QUERY "${name}" ON "${database}" RESAMPLE ${rollUps[source].resample}`;
      return { name, text: `${head} BEGIN ${selectInto(database, source, measurement, "")} END` };
    }),
  );
}

function selectInto(database: string, source: RolledSource, measurement: string, where: string): string {
  const { from, select, unit } = rollUps[source];
  const place = (policy: StoredSource) => `"${database}"."${policies[policy].name}"."${measurement}"`;
  return `SELECT ${select} INTO ${place(source)} FROM ${place(from)}${where} GROUP BY time(${unit}), * fill(none)`;
}

type Function = "count" | "sum" | "min" | "max" | "last";

const storedAs: Readonly<Record<StoredSource, (kind: Function, field: string) => string>> = {
  raw: (kind, field) => `${kind}("${field}")`,
  five_minutes: (kind, field) => `${againBy(kind)}("${kind}_${field}")`,
  days: (kind, field) => `${againBy(kind)}("${againBy(kind)}_${kind}_${field}")`,
};

/** How values that are aggregated already are put together: counts are added up. */
function againBy(kind: Function): Function {
  return kind === "count" ? "sum" : kind;
}

/** The columns that a level of detail contributes to an aggregate: `a`, and for a mean also the count `b`. */
export function columnsOf(source: StoredSource, aggregate: SeriesQuery["aggregate"], field: string): string {
  const column = storedAs[source];
  if (aggregate === "mean") return `${column("sum", field)} AS a, ${column("count", field)} AS b`;
  return `${column(aggregate, field)} AS a`;
}
