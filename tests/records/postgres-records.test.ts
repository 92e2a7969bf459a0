import { afterAll, beforeAll, describe } from "vitest";
import { recordStoreContract } from "../../store/records/contract.ts";
import { openPostgresRecords } from "../../store/records/postgres/postgres-records.ts";
import { type PostgresServer, startPostgres } from "../support/postgres-server.ts";
import { available, postgres } from "../support/tools.ts";

describe.runIf(available(postgres))("with a server", () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());

  let migrated = "";
  beforeAll(async () => {
    const place = await server.createDatabase();
    await (await openPostgresRecords(place)).close();
    migrated = place.database;
  });

  recordStoreContract("PostgreSQL records", async () => {
    const place = await server.createDatabase(migrated);
    return {
      open: () => openPostgresRecords(place),
      remove: () => server.dropDatabase(place.database),
    };
  });
});
