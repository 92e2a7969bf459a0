import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqliteRecords } from "../../sqlite/sqlite-records.ts";
import { openDatabase } from "../database.ts";
import { leaseTables } from "./0025-leases.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "plantwatch-leases-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("the step back leaves the tables as the former release knows them, and the step can be made again", async () => {
  const store = await openSqliteRecords({ file: join(folder, "records.db") });
  const db = openDatabase(store.database.dialect);
  const names = async () => (await db.introspection.getTables()).map(({ name }) => name);
  const step = leaseTables("sqlite");
  expect(await names()).toContain("leases");
  await step.down?.(db);
  expect((await names()).filter((name) => ["leases", "judgement_requests", "judgementRequests"].includes(name))).toEqual([]);
  await store.settings.set("former", "works");
  await step.up(db);
  expect(await store.leases.take("rounds", "a", 0, 1)).toMatchObject({ fence: 1 });
  await store.close();
});
