import type { Instant } from "../../../model/instant.ts";
import type { SqliteConnection } from "../../sqlite/connection.ts";
import type { RepeatedStatement } from "../../sqlite/protocol.ts";
import type { Level } from "../plan.ts";

/** How far the upkeep has come. Roll-ups are complete before these moments but for the buckets in `late`. */
export interface Progress {
  /** Points not newer than this are in `raw`, newer ones in `hot`. */
  readonly moved: Instant;
  readonly fiveMinutesThrough: Instant;
  readonly hoursThrough: Instant;
  readonly daysThrough: Instant;
  /** Raw points before this are gone. */
  readonly rawFrom: Instant;
  /** Roll-ups of five minutes and of hours before this are gone. */
  readonly fiveMinutesFrom: Instant;
}

const none: Progress = { moved: -1, fiveMinutesThrough: 0, hoursThrough: 0, daysThrough: 0, rawFrom: 0, fiveMinutesFrom: 0 };

export function levelsOf(progress: Progress): readonly Level[] {
  const { fiveMinutesThrough, hoursThrough, daysThrough, rawFrom, fiveMinutesFrom } = progress;
  return [
    { source: "days", through: daysThrough, from: 0 },
    { source: "hours", through: hoursThrough, from: fiveMinutesFrom },
    { source: "five_minutes", through: fiveMinutesThrough, from: fiveMinutesFrom },
    { source: "raw", through: Number.MAX_SAFE_INTEGER, from: rawFrom },
  ];
}

export async function readProgress(connection: SqliteConnection): Promise<Progress> {
  const rows = await connection.all("select name, at from progress");
  return { ...none, ...Object.fromEntries(rows.map(({ name, at }) => [String(name), Number(at)])) };
}

/** To run in the transaction whose work it notes. */
export function noteProgress(progress: Partial<Progress>): RepeatedStatement {
  return {
    sql: "insert into progress (name, at) values (?, ?) on conflict (name) do update set at = excluded.at",
    rows: Object.entries(progress),
  };
}
