import { pino } from "pino";
import { openAuth } from "../../api/accounts/auth.ts";
import { testDatabaseVariable } from "../../api/testing/open-records.ts";
import { openPostgresRecords } from "../../store/records/postgres/postgres-records.ts";
import { startPostgres } from "./postgres-server.ts";

/**
 * What a run of the tests stands on, by PLANTWATCH_TEST_STACK: `single`, which is the default, keeps records in SQLite; `fleet` keeps
 * them in a PostgreSQL that runs for as long as the tests do.
 */
export async function setup(): Promise<() => Promise<void>> {
  if (process.env.PLANTWATCH_TEST_STACK !== "fleet") return async () => undefined;
  const server = await startPostgres();
  const place = await server.createDatabase();
  const records = await openPostgresRecords(place);
  await openAuth({ records, baseUrl: "http://127.0.0.1:7420", log: pino({ level: "silent" }) });
  await records.close();
  process.env[testDatabaseVariable] = JSON.stringify(place);
  return () => server.remove();
}
