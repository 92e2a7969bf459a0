import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SqliteConnection } from "./connection.ts";
import { SqliteError } from "./errors.ts";

let folder = "";
let connection: SqliteConnection;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "plantwatch-sqlite-"));
  connection = await SqliteConnection.open({ file: join(folder, "deep", "test.db") });
  await connection.exec("create table t (id integer primary key, v any) strict; pragma user_version = 3");
});
afterEach(async () => {
  await connection.close();
  await rm(folder, { recursive: true, force: true });
});
const rows = () => connection.all("select id, v from t order by id");

describe("SqliteConnection", () => {
  test("syncs every commit, keeps a write-ahead log and watches foreign keys", async () => {
    const settings = await connection.all(
      "select (select synchronous from pragma_synchronous) s, (select foreign_keys from pragma_foreign_keys) f",
    );
    expect(settings).toEqual([{ s: 2, f: 1 }]);
    expect(await connection.all("pragma journal_mode")).toEqual([{ journal_mode: "wal" }]);
  });

  test("runs statements in the order in which they were sent", async () => {
    const sent = Array.from({ length: 100 }, (_, id) =>
      connection.query("insert into t (id, v) values (?, ?) returning id", [id, "x"]),
    );
    expect((await Promise.all(sent)).map((result) => result.rows[0]?.id)).toEqual(Array.from({ length: 100 }, (_, id) => id));
    expect(await connection.query("update t set v = 'y' where id < 7")).toMatchObject({ rows: [], changes: 7 });
  });

  test("runs many in one transaction, packed numbers and texts, or none of them", async () => {
    const insert = "insert into t (id, v) values (?, ?)";
    const numbers = Float64Array.of(1, 1.5, 2, 2.5);
    expect(
      await connection.many([
        { sql: insert, width: 2, numbers },
        { sql: insert, rows: [[3, "three"]] },
      ]),
    ).toBe(3);
    const failing = connection.many([
      {
        sql: insert,
        rows: [
          [4, "four"],
          [1, "again"],
        ],
      },
    ]);
    await expect(failing).rejects.toThrow(SqliteError);
    await expect(failing).rejects.toMatchObject({ errcode: 1555 });
    expect(await rows()).toEqual([
      { id: 1, v: 1.5 },
      { id: 2, v: 2.5 },
      { id: 3, v: "three" },
    ]);
  });

  test("forgives a rollback where no transaction is open", async () => {
    await connection.rollback();
    await connection.exec("begin");
    await connection.query("insert into t (id) values (1)");
    await connection.rollback();
    expect(await rows()).toEqual([]);
  });

  test("answers what was sent before it was closed, and refuses what comes after", async () => {
    const before = connection.query("insert into t (id) values (1)");
    const closing = connection.close();
    const after = connection.query("insert into t (id) values (2)");
    await expect(after).rejects.toMatchObject({ code: "store-unavailable" });
    await closing;
    expect((await before).changes).toBe(1);
  });

  test("reports a file that another process holds as unavailable, not as a failure of the statement", async () => {
    const other = await SqliteConnection.open({ file: connection.file });
    await other.exec("begin immediate");
    await expect(connection.exec("begin immediate")).rejects.toMatchObject({
      code: "store-unavailable",
      target: connection.file,
    });
    await other.close();
    await connection.exec("begin immediate; rollback");
  });
});
