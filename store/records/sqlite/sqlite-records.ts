import { type Clock, systemClock } from "../../../model/instant.ts";
import { SqliteConnection } from "../../sqlite/connection.ts";
import { openDatabase } from "../kysely/database.ts";
import { migrate } from "../kysely/migrate.ts";
import { recordsOn } from "../kysely/records.ts";
import type { RecordStore } from "../port.ts";
import { WorkerSqliteDialect } from "./dialect.ts";

export interface SqliteRecordsOptions {
  readonly file: string;
  readonly clock?: Clock;
  /** Ceiling of the file in pages of 4096 bytes. */
  readonly maxPages?: number;
}

/** Opens the record store in one SQLite file, made and brought up to date where needed. Throws `store-full`, `store-unavailable`. */
export async function openSqliteRecords(options: SqliteRecordsOptions): Promise<RecordStore> {
  const connection = await SqliteConnection.open({ file: options.file, maxPages: options.maxPages });
  const dialect = new WorkerSqliteDialect(connection);
  const db = openDatabase(dialect);
  const clock = options.clock ?? systemClock;
  try {
    await migrate(db, "sqlite");
  } catch (error) {
    await connection.close();
    throw error;
  }
  const records = recordsOn(db);
  return {
    ...records,
    database: { dialect, type: "sqlite" },
    // A write, because a full disk still answers every read.
    check: () => records.settings.set("store.checked-at", String(clock.now())),
    close: () => connection.close(),
  };
}
