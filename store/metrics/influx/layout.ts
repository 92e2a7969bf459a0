import { rawRetention, rollupRetention } from "../../retention.ts";
import type { Source } from "../plan.ts";
import type { SeriesQuery } from "../port.ts";

/**
 * What a database of Plantwatch's looks like: a retention policy for each level of detail, and continuous queries that fill one
 * from the other. Names are answered by dashboards too, so they stay.
 */

export interface RetentionPolicy {
  readonly name: string;
  /** Milliseconds; 0 keeps for ever. */
  readonly duration: number;
  /** Span of one of the server's files, where its own choice would make too many. */
  readonly shardDuration?: string;
}

export const policies: Readonly<Record<Source, RetentionPolicy>> = {
  raw: { name: "raw", duration: rawRetention },
  five_minutes: { name: "five_minutes", duration: rollupRetention },
  days: { name: "daily", duration: 0, shardDuration: "52w" },
};

export type RolledSource = Exclude<Source, "raw">;

interface RollUp {
  readonly from: Source;
  readonly select: string;
  readonly unit: string;
  /** How often the server rolls up by itself, and how far it reaches back each time. */
  readonly resample: string;
}

/**
 * Fields of a roll-up carry the function in front: `sum_value` of five minutes, `sum_sum_value` of a day. Wildcards take in what the
 * model gains later without another text, which the server would refuse under the same name.
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

export const rolledSources = ["five_minutes", "days"] as const satisfies readonly RolledSource[];

/** Rolls up whole buckets of [from, to), milliseconds. */
export function rollUpStatement(database: string, source: RolledSource, from: number, to: number): string {
  return selectInto(database, source, ` WHERE time >= ${from}ms AND time < ${to}ms`);
}

/** As the server itself shows it, but for quotation marks. */
export function continuousQuery(database: string, source: RolledSource): { readonly name: string; readonly text: string } {
  const { name } = policies[source];
  const text = `CREATE CONTINUOUS QUERY "${name}" ON "${database}" RESAMPLE ${rollUps[source].resample} BEGIN ${selectInto(database, source, "")} END`;
  return { name, text };
}

function selectInto(database: string, source: RolledSource, where: string): string {
  const { from, select, unit } = rollUps[source];
  const into = `"${database}"."${policies[source].name}".:MEASUREMENT`;
  return `SELECT ${select} INTO ${into} FROM "${database}"."${policies[from].name}"./.*/${where} GROUP BY time(${unit}), * fill(none)`;
}

type Function = "count" | "sum" | "min" | "max" | "last";

const storedAs: Readonly<Record<Source, (kind: Function, field: string) => string>> = {
  raw: (kind, field) => `${kind}("${field}")`,
  five_minutes: (kind, field) => `${againBy(kind)}("${kind}_${field}")`,
  days: (kind, field) => `${againBy(kind)}("${againBy(kind)}_${kind}_${field}")`,
};

/** How values that are aggregated already are put together: counts are added up. */
function againBy(kind: Function): Function {
  return kind === "count" ? "sum" : kind;
}

/** The columns that a level of detail contributes to an aggregate: `a`, and for a mean also the count `b`. */
export function columnsOf(source: Source, aggregate: SeriesQuery["aggregate"], field: string): string {
  const column = storedAs[source];
  if (aggregate === "mean") return `${column("sum", field)} AS a, ${column("count", field)} AS b`;
  return `${column(aggregate, field)} AS a`;
}
