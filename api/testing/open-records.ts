import { randomUUID } from "node:crypto";
import { join } from "node:path";
import pg from "pg";
import type { Clock } from "../../model/instant.ts";
import type { RecordStore } from "../../store/records/port.ts";
import type { PostgresPlace } from "../../store/records/postgres/pool.ts";
import { openPostgresRecords } from "../../store/records/postgres/postgres-records.ts";
import { openSqliteRecords } from "../../store/records/sqlite/sqlite-records.ts";

/** Where the server of this run is, and which of its databases has empty tables to copy; set by `tests/support/stack.ts`. */
export const testDatabaseVariable = "PLANTWATCH_TEST_DATABASE";

/** An empty record store in a folder of a test, or where the run is on the fleet's stack, in a database of its own. */
export async function openTestRecords(folder: string, clock: Clock): Promise<RecordStore> {
  const server = process.env[testDatabaseVariable];
  if (server === undefined) return openSqliteRecords({ file: join(folder, "records.sqlite"), clock });
  // Written by `tests/support/stack.ts` alone.
  const template = JSON.parse(server) as PostgresPlace;
  const database = `test_${randomUUID().replaceAll("-", "")}`;
  await run(template, `create database ${database} template ${template.database} strategy file_copy`);
  const records = await openPostgresRecords({ ...template, database, clock });
  return {
    ...records,
    async close() {
      await records.close();
      await run(template, `drop database if exists ${database} with (force)`);
    },
  };
}

async function run(server: PostgresPlace, statement: string): Promise<void> {
  const client = new pg.Client({ ...server, database: "postgres", password: server.password ?? "" });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
