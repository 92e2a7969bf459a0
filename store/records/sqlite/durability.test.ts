import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { batch, observation, spoolId } from "../contract/fixtures.ts";
import { openSqliteRecords } from "./sqlite-records.ts";

/** Every process that is started takes its time on a busy machine, milliseconds. */
const patience = 90_000;

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "plantwatch-durability-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const file = () => join(folder, "records.db");

function run(program: URL): ChildProcess {
  return spawn(process.execPath, [fileURLToPath(program), file()], { stdio: ["ignore", "pipe", "inherit"] });
}

/** Runs the writer, kills it once it has acknowledged something and some time has passed, and answers its last whole line. */
async function writeAndKill(afterMs: number): Promise<readonly [seq: number, auditId: number]> {
  const child = run(new URL("./fixtures/write-until-killed.ts", import.meta.url));
  if (child.stdout === null) throw new Error("The writer has no output");
  const lines: string[] = [];
  const reader = createInterface(child.stdout).on("line", (line) => lines.push(line));
  await once(reader, "line");
  await wait(afterMs);
  child.kill("SIGKILL");
  await Promise.all([once(child, "exit"), once(reader, "close")]);
  const [seq = 0, auditId = 0] = (lines.at(-1) ?? "").split(" ").map(Number);
  return [seq, auditId];
}

describe("a process killed while it writes", () => {
  test(
    "loses nothing that was acknowledged and leaves nothing half kept",
    async () => {
      for (const afterMs of [7, 31, 64, 113, 150]) {
        const [seq, auditId] = await writeAndKill(afterMs);
        const store = await openSqliteRecords({ file: file() });
        const progress = await store.observations.progress("north", spoolId);
        expect(seq).toBeGreaterThan(0);
        expect(progress).toBeGreaterThanOrEqual(seq);
        expect(await store.observations.count()).toBe(progress);
        expect((await store.audit.list({ limit: 1 })).items[0]?.id).toBeGreaterThanOrEqual(auditId);
        expect(await store.audit.verify()).toBeNull();
        await store.close();
      }
    },
    patience,
  );
});

test(
  "several processes that open a new file at once all find its tables",
  async () => {
    for (let round = 0; round < 3; round += 1) {
      const children = [1, 2, 3].map(() => run(new URL("./fixtures/open-and-close.ts", import.meta.url)));
      const exits = await Promise.all(children.map((child) => once(child, "exit")));
      expect(exits.map(([code]) => code)).toEqual([0, 0, 0]);
      const store = await openSqliteRecords({ file: file() });
      for (const { pid } of children) expect(await store.settings.get(`opened-by-${pid}`)).toBe("yes");
      await store.close();
      for (const end of ["", "-wal", "-shm"]) await rm(file() + end, { force: true });
    }
  },
  patience,
);

describe("a full disk", () => {
  const big = (seq: number) =>
    batch(seq, [observation({ at: seq, facts: { seq, text: "x".repeat(20_000) } }), observation({ at: seq + 0.5 })]);

  test("is reported, keeps nothing of the call, leaves reading possible, and is over once there is room", async () => {
    const small = await openSqliteRecords({ file: file(), maxPages: 400 });
    let stored = 0;
    const fill = async () => {
      for (;;) {
        await small.observations.store(big(stored * 2 + 1));
        stored += 1;
      }
    };
    await expect(fill()).rejects.toMatchObject({ code: "store-full", target: file(), advice: expect.stringContaining("room") });
    expect(stored).toBeGreaterThan(0);
    expect(await small.observations.count()).toBe(stored * 2);
    expect(await small.observations.progress("north", spoolId)).toBe(stored * 2);
    await expect(small.observations.store(big(stored * 2 + 1))).rejects.toMatchObject({ code: "store-full" });
    await small.close();

    const roomy = await openSqliteRecords({ file: file(), maxPages: 1000 });
    expect((await roomy.observations.store(big(stored * 2 + 1))).added).toHaveLength(2);
    expect(await roomy.observations.count()).toBe(stored * 2 + 2);
    await roomy.close();
  });

  test("met while the tables are made leaves none behind", async () => {
    await expect(openSqliteRecords({ file: file(), maxPages: 20 })).rejects.toMatchObject({ code: "store-full" });
    const store = await openSqliteRecords({ file: file() });
    await store.check();
    await store.close();
  });
});

describe("a file that cannot be used", () => {
  test("is reported when it is no database", async () => {
    await writeFile(file(), "this is not a database, and long enough to be looked at as one ".repeat(100));
    await expect(openSqliteRecords({ file: file() })).rejects.toMatchObject({ code: "store-unavailable", target: file() });
  });

  test("is reported when its folder cannot be made", async () => {
    await writeFile(join(folder, "plain"), "");
    const inside = join(folder, "plain", "records.db");
    await expect(openSqliteRecords({ file: inside })).rejects.toMatchObject({ code: "store-unavailable", target: inside });
  });
});

test("the thread that calls goes on while a query runs", async () => {
  const store = await openSqliteRecords({ file: file() });
  const { Kysely, sql } = await import("kysely");
  const db = new Kysely({ dialect: store.database.dialect });
  let longest = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  const started = performance.now();
  await sql`with recursive n (i) as (select 1 union all select i + 1 from n where i < 3000000) select sum(i) from n`.execute(db);
  const took = performance.now() - started;
  clearInterval(beat);
  await store.close();
  expect(took).toBeGreaterThan(200);
  expect(longest).toBeLessThan(took / 2);
});
