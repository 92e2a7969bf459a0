import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { openDatabase } from "../../store/records/kysely/database.ts";
import type { PostgresPlace } from "../../store/records/postgres/pool.ts";
import { openPostgresRecords } from "../../store/records/postgres/postgres-records.ts";
import { type PostgresServer, startPostgres } from "../support/postgres-server.ts";
import { freePort, makeInstallation, runCommand, startProcess } from "../support/processes.ts";
import { available, postgres } from "../support/tools.ts";

describe.runIf(available(postgres))("records in PostgreSQL", () => {
  let server: PostgresServer;
  let place: PostgresPlace & { readonly password: string };
  beforeAll(async () => {
    server = await startPostgres();
    place = await server.createDatabase();
  });
  afterAll(() => server.remove());

  it.each([
    ["nothing listens", async () => ({ port: await freePort() }), /Nothing listens/, /Start PostgreSQL/],
    ["the password is wrong", async () => ({ password: "guess" }), /user or the password/, /username/],
    ["there is no such database", async () => ({ database: "nowhere" }), /no such database/, /CREATE DATABASE/],
    ["the server speaks no TLS", async () => ({ tls: {} }), /speaks no TLS/, /ssl = on/],
    ["the host is unknown", async () => ({ host: "no-such-host.invalid" }), /No such host|does not answer/, /host|reaches/],
  ])("say what to do where %s", async (_, change, message, advice) => {
    await expect(openPostgresRecords({ ...place, ...(await change()) })).rejects.toMatchObject({
      code: "store-unavailable",
      message: expect.stringMatching(message),
      advice: expect.stringMatching(advice),
    });
  });

  it("say what to do where the user owns nothing, and where the database keeps other letters", async () => {
    const other = await server.createDatabase();
    await server.run(
      `create role guest login password 'guest'`,
      `create database latin encoding LATIN1 locale_provider libc template template0`,
    );
    await expect(openPostgresRecords({ ...other, user: "guest", password: "guest" })).rejects.toMatchObject({
      code: "store-unavailable",
      advice: expect.stringContaining("OWNER TO"),
    });
    await expect(openPostgresRecords({ ...place, database: "latin" })).rejects.toMatchObject({
      advice: expect.stringContaining("UTF8"),
    });
  });

  it("order texts by their bytes, whatever the database's language is", async () => {
    const records = await openPostgresRecords(place);
    for (const name of ["b", "B", "a-b", "ab", "中"])
      await records.savedViews.save({ userId: "u", page: "p", name, query: "", at: 1 });
    expect((await records.savedViews.list("u", "p")).map(({ name }) => name)).toEqual(["B", "a-b", "ab", "b", "中"]);
    await records.close();
  });

  it("fail the work that the server's end interrupts, and nothing else of the process", async () => {
    const records = await openPostgresRecords(await server.createDatabase());
    const db = openDatabase(records.database.dialect);
    const uncaught: unknown[] = [];
    const note = (error: unknown) => uncaught.push(error);
    process.on("uncaughtExceptionMonitor", note);
    const away = { code: "store-unavailable" };
    try {
      const killed = Promise.withResolvers<void>();
      const begun = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
      const atStatement = db.transaction().execute(async (transaction) => {
        await sql`select 1`.execute(transaction);
        begun[0].resolve();
        await sql`select pg_sleep(60)`.execute(transaction);
      });
      const betweenStatements = db.transaction().execute(async (transaction) => {
        await sql`select 1`.execute(transaction);
        begun[1].resolve();
        await killed.promise;
        await sql`select 1`.execute(transaction);
      });
      const failures = Promise.all([
        expect(atStatement).rejects.toMatchObject(away),
        expect(betweenStatements).rejects.toMatchObject(away),
      ]);
      await Promise.all(begun.map(({ promise }) => promise));
      await server.killHard();
      await server.start();
      killed.resolve();
      await failures;
      expect(uncaught).toEqual([]);
      await records.settings.set("name", "value");
      expect(await records.settings.get("name")).toBe("value");
    } finally {
      process.off("uncaughtExceptionMonitor", note);
      await records.close();
    }
  });

  it("are those of a centre by its configuration, also for commands beside it, and are away and back with the server", async () => {
    const installation = await makeInstallation();
    const { host, port, database, password } = await server.createDatabase();
    await writeFile(join(installation.folder, "db.password"), `${password}\n`);
    const records = { kind: "postgres", host, port, database, passwordFile: "db.password" };
    const own = { port: Number(new URL(installation.baseUrl).port), inventory: "inventory" };
    await writeFile(installation.config, stringify({ data: ".", demo: true, records, centre: own }));
    const centre = await startProcess(["serve", "--config", installation.config]);
    const ready = async () => (await fetch(`${installation.baseUrl}/readyz`)).status;
    try {
      expect(await ready()).toBe(200);
      const environment = { PLANTWATCH_DATA: installation.folder };
      expect((await runCommand(["audit", "verify"], environment)).output).toContain("each follows from the one before");
      const backup = await runCommand(["backup"], environment);
      expect(backup).toMatchObject({ status: 2, errors: expect.stringContaining("pg_dump") });
      expect(backup.errors).not.toContain(password);
      await server.killHard();
      await expect.poll(ready, { timeout: 30_000 }).toBe(503);
      await server.start();
      await expect.poll(ready, { timeout: 30_000 }).toBe(200);
    } finally {
      await centre.stop();
      await installation.remove();
    }
  }, 120_000);
});
