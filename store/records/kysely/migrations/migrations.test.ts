import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Migrator } from "kysely/migration";
import { afterEach, beforeEach, expect, test } from "vitest";
import { verdictKey } from "../../../../model/verdict.ts";
import { SqliteConnection } from "../../../sqlite/connection.ts";
import { finding, score, verdict } from "../../contract/fixtures.ts";
import { WorkerSqliteDialect } from "../../sqlite/dialect.ts";
import { openSqliteRecords } from "../../sqlite/sqlite-records.ts";
import { openDatabase } from "../database.ts";
import { encode } from "../encoding.ts";
import { firstTables } from "./0001-first-tables.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "plantwatch-migrations-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const file = () => join(folder, "records.db");

/** A store as the first release left it: an open finding that fails at one endpoint, a hidden one, a resolved one, and a score. */
async function firstRelease() {
  const connection = await SqliteConnection.open({ file: file(), maxPages: undefined });
  const db = openDatabase(new WorkerSqliteDialect(connection));
  const migrations = { "0001-first-tables": firstTables("sqlite") };
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest();
  expect(error).toBeUndefined();
  const findings = [
    finding({ id: "fails", checkId: "x.door" }),
    finding({ id: "hidden", checkId: "x.gate" }),
    finding({ id: "resolved", checkId: "x.lamp", status: "resolved", resolvedAt: 5 }),
  ];
  // The tables of the first release lack columns that the types of this one demand; hence `never`.
  for (const { endpoints: _, rectification: __, ...row } of findings) {
    await db
      .insertInto("findings")
      .values({ ...row, waiver: null } as never)
      .execute();
  }
  const verdicts = [
    verdict({ checkId: "x.door", endpointId: "main", status: "fail" }),
    verdict({ checkId: "x.door", endpointId: "spare", status: "unknown" }),
    verdict({ checkId: "x.gate", endpointId: "main", status: "unknown" }),
    verdict({ checkId: "x.gate", endpointId: "spare", status: "pass" }),
    verdict({ checkId: "x.lamp", endpointId: "main", status: "pass" }),
  ];
  for (const one of verdicts) {
    const { enterpriseId, assetId, checkId, status, severity } = one;
    const row = { key: verdictKey(one), enterpriseId, assetId, checkId, status, severity, body: encode(one) };
    await db.insertInto("verdicts").values(row).execute();
  }
  const { enterpriseId, catalogId, profileVersion } = score(100, 40);
  const figures = { demonstrated: 40, potential: 90, coverage: 50, capAt: null };
  const row = { enterpriseId, siteKey: "", catalogId, since: 100, at: 100, ...figures, profileVersion, numbers: "x" };
  await db
    .insertInto("scores")
    .values({ ...row, body: encode(score(100, 40)) } as never)
    .execute();
  await connection.close();
}

test("a store of the first release is brought up to date with what it holds", async () => {
  await firstRelease();
  const store = await openSqliteRecords({ file: file() });
  const findings = await store.findings.list({});
  expect(Object.fromEntries(findings.map(({ id, endpoints }) => [id, endpoints]))).toEqual({
    fails: ["main"],
    hidden: ["main"],
    resolved: [],
  });
  expect(findings.map(({ rectification }) => rectification)).toEqual([null, null, null]);
  expect(await store.scores.history("water", null, "miit", 0, 1000)).toMatchObject([{ at: 100, demonstrated: 40, causes: [] }]);
  expect(await store.attestations.list("water")).toEqual([]);
  await store.close();
});
