import { type Kysely, sql } from "kysely";
import { type Clock, systemClock } from "../../../model/instant.ts";
import { Problem } from "../../../model/problem.ts";
import { type Database, openDatabase } from "../kysely/database.ts";
import { migrate } from "../kysely/migrate.ts";
import { recordsOn } from "../kysely/records.ts";
import type { RecordStore } from "../port.ts";
import { BinaryOrder } from "./binary-order.ts";
import { PooledPostgresDialect } from "./dialect.ts";
import { openPool, type PostgresPlace } from "./pool.ts";

export interface PostgresRecordsOptions extends PostgresPlace {
  readonly clock?: Clock;
}

/** The oldest release of PostgreSQL that still got corrections when this was written. */
const oldestServer = 14;

/**
 * Opens the record store in a PostgreSQL database, whose tables are made and brought up to date where needed; several centres may
 * share it. Throws `store-full`, `store-unavailable`, each with what to do.
 */
export async function openPostgresRecords(options: PostgresRecordsOptions): Promise<RecordStore> {
  const place = nameOf(options);
  const pool = openPool(options);
  const dialect = new PooledPostgresDialect(pool, place);
  const db = openDatabase(dialect, [new BinaryOrder()]);
  const clock = options.clock ?? systemClock;
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= pool.end();
    return closing;
  };
  try {
    await demandServer(db, place);
    await migrate(db, "postgres");
  } catch (error) {
    await close();
    throw error;
  }
  const records = recordsOn(db);
  return {
    ...records,
    database: { dialect, type: "postgres" },
    // A write, because a full disk and a standby still answer every read.
    check: () => records.settings.set("store.checked-at", String(clock.now())),
    close,
  };
}

/** `host:port/database`, which names no user and no password. */
function nameOf({ host, port, database }: PostgresPlace): string {
  return `${host.includes(":") ? `[${host}]` : host}:${port}/${database}`;
}

async function demandServer(db: Kysely<unknown> | Database, place: string): Promise<void> {
  const { rows } = await sql<{ version: string; encoding: string }>`
    select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding`.execute(db);
  const [server] = rows;
  const version = Math.floor(Number(server?.version ?? 0) / 10_000);
  if (version < oldestServer) {
    throw new Problem("store-unavailable", `The server is PostgreSQL ${version}`, {
      target: place,
      advice: `Use PostgreSQL ${oldestServer} or newer.`,
    });
  }
  if (server?.encoding !== "UTF8") {
    throw new Problem("store-unavailable", `The database keeps texts as ${server?.encoding}`, {
      target: place,
      advice: "Make it anew with ENCODING 'UTF8': names here are Chinese and English.",
    });
  }
}
