import type { Instant } from "../../../model/instant.ts";
import type { SqliteConnection } from "../../sqlite/connection.ts";
import type { RepeatedStatement } from "../../sqlite/protocol.ts";
import type { Coverage } from "../plan.ts";

/** How far the upkeep has come. Roll-ups are complete but for the buckets in `late`. */
export interface Progress extends Coverage {
  /** Points not newer than this are in `raw`, newer ones in `hot`. */
  readonly moved: Instant;
}

const none: Progress = { moved: -1, fiveMinutesThrough: 0, daysThrough: 0, rawFrom: 0, fiveMinutesFrom: 0 };

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
