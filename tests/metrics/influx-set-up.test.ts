import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { day, hour, systemClock } from "../../model/instant.ts";
import { measurements } from "../../model/metric.ts";
import { Problem } from "../../model/problem.ts";
import { openInfluxMetrics } from "../../store/metrics/influx/influx-metrics.ts";
import { createInfluxUsers, type Login } from "../../store/metrics/influx/users.ts";
import type { MetricStore } from "../../store/metrics/port.ts";
import { startInfluxd, startVictoriaMetrics, type TestServer } from "../support/servers.ts";
import { available, influxd, victoriaMetrics } from "../support/tools.ts";
import { type AdminLogin, ask, makeAdministrator } from "./influx-admin.ts";
import { countStored, pointsOf, problemCode } from "./shipping.ts";

const now = Date.now();

async function problemOf(store: MetricStore): Promise<Problem | undefined> {
  const caught = await store.check().catch((error: unknown) => error);
  return caught instanceof Problem ? caught : undefined;
}

describe.skipIf(!available(influxd))("the set-up of a database", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startInfluxd();
  });
  afterAll(() => server.remove());
  const open = (database: string) => openInfluxMetrics({ url: server.url, database, clock: systemClock });
  const settings = async (database: string) => ({
    policies: await ask(server.url, `SHOW RETENTION POLICIES ON "${database}"`),
    queries: (await ask(server.url, "SHOW CONTINUOUS QUERIES")).filter(([, text]) => String(text).includes(` ON ${database} `)),
  });

  it("makes the database, three retention policies and continuous queries from one to the next, and does nothing the second time", async () => {
    await (await open("made")).close();
    const made = await settings("made");
    expect(made.policies.map(([name, duration, , , standard]) => [name, duration, standard])).toEqual([
      ["raw", "720h0m0s", true],
      ["five_minutes", "9504h0m0s", false],
      ["daily", "0s", false],
    ]);
    const names = Object.keys(measurements).flatMap((measurement) => [`daily_${measurement}`, `five_minutes_${measurement}`]);
    expect(made.queries.map(([name]) => name).toSorted()).toEqual(names.toSorted());
    const again = await open("made");
    await again.check();
    await again.close();
    expect(await settings("made")).toEqual(made);
  });

  it("has continuous queries that yield what upkeep does, field by field", async () => {
    const points = pointsOf("a", 5000, now - 2 * hour);
    const stores = { by_server: await open("by_server"), by_upkeep: await open("by_upkeep") };
    for (const store of Object.values(stores)) await store.write(points);
    const { queries } = await settings("by_server");
    for (const name of ["five_minutes_signal", "daily_signal"]) {
      const text = queries.find(([one]) => one === name)?.[1];
      const [, select, groups] = / BEGIN (.*) (GROUP BY .*) END$/.exec(String(text)) ?? [];
      await ask(server.url, `${select} WHERE time > ${now - 3 * day}ms AND time < ${now}ms ${groups}`);
    }
    await stores.by_upkeep.maintain(now);
    await stores.by_upkeep.maintain(now + 3 * day);
    for (const policy of ["five_minutes", "daily"]) {
      const [rolled, upkeep] = await Promise.all(
        Object.keys(stores).map((database) => ask(server.url, `SELECT * FROM "${database}"."${policy}"."signal"`)),
      );
      expect(rolled?.length).toBeGreaterThan(9);
      expect(upkeep).toEqual(rolled);
    }
    for (const store of Object.values(stores)) await store.close();
  });

  it("takes over a database that somebody made for it and that is empty", async () => {
    await ask(server.url, 'CREATE DATABASE "given"');
    const store = await open("given");
    await store.check();
    const { policies } = await settings("given");
    expect(policies.filter(([, , , , standard]) => standard === true).map(([name]) => name)).toEqual(["raw"]);
    await store.close();
  });

  it.each([
    [
      "a retention policy of another duration",
      'CREATE DATABASE "other" WITH DURATION 7d REPLICATION 1 NAME "raw"',
      /"raw" for 168h0m0s.*needs 720h/,
      'ALTER RETENTION POLICY "raw" ON "other" DURATION 720h',
    ],
    [
      "a continuous query of another text",
      `CREATE DATABASE "other" WITH DURATION 30d REPLICATION 1 NAME "raw";
       CREATE RETENTION POLICY "five_minutes" ON "other" DURATION 9504h REPLICATION 1;
       CREATE CONTINUOUS QUERY "five_minutes_poll" ON "other" BEGIN SELECT mean(*) INTO "other"."five_minutes"."poll" FROM "other"."raw"."poll" GROUP BY time(5m), * END`,
      /"five_minutes_poll" that reads ".*SELECT mean\(\*\).*needs ".*SELECT count\(\*\)/,
      'DROP CONTINUOUS QUERY "five_minutes_poll" ON "other"',
    ],
    [
      "another standard policy and data of somebody else",
      'CREATE DATABASE "other"',
      /has "autogen" as its standard retention policy.*needs "raw"/,
      'CREATE RETENTION POLICY "raw" ON "other" DURATION 720h REPLICATION 1 DEFAULT',
    ],
  ])(
    "refuses %s, names both and the statement that helps, and changes nothing of it",
    async (_, statements, message, statement) => {
      for (const one of statements.split(";")) await ask(server.url, one);
      await fetch(`${server.url}/write?db=other`, { method: "POST", body: "machine,line=1 speed=3" });
      const before = await settings("other");
      const store = await open("other");
      const problem = await problemOf(store);
      expect(problem?.code).toBe("store-mismatch");
      expect(problem?.message).toMatch(message);
      expect(problem?.advice).toContain(statement);
      expect(await problemCode(store.write(pointsOf("a", 1, now)))).toBe("store-mismatch");
      const after = await settings("other");
      for (const policy of before.policies) expect(after.policies).toContainEqual(policy);
      for (const query of before.queries) expect(after.queries).toContainEqual(query);

      await ask(server.url, statement);
      await store.check();
      expect(await store.write(pointsOf("a", 1, now))).toEqual({ written: 1, refused: [] });
      await store.close();
      await ask(server.url, 'DROP DATABASE "other"');
    },
  );

  it.skipIf(!available(victoriaMetrics))("refuses a server that says yes to everything and does nothing of it", async () => {
    const other = await startVictoriaMetrics();
    const store = await openInfluxMetrics({ url: other.url, database: "plant", clock: systemClock });
    const problem = await problemOf(store);
    expect(problem?.code).toBe("store-mismatch");
    expect(problem?.advice).toContain("victoria-metrics");
    await store.close();
    await other.remove();
  });

  it("refuses a name that would have to be escaped", async () => {
    await expect(open('x" WITH')).rejects.toMatchObject({ code: "config-invalid" });
  });
});

describe.skipIf(!available(influxd))("the users of a database", () => {
  let server: TestServer;
  let administrator: AdminLogin;
  beforeAll(async () => {
    server = await startInfluxd({ auth: true });
    administrator = await makeAdministrator(server.url);
  });
  afterAll(() => server.remove());
  const allowed = (login: Login, statement: string) =>
    ask(server.url, statement, login).then(
      () => true,
      (error: unknown) => !/not authorized/.test(String(error)),
    );

  it("may do what their work needs, and nothing else", async () => {
    const { writer, reader } = await createInfluxUsers({ url: server.url, database: "plant", administrator });
    await ask(server.url, 'CREATE DATABASE "elsewhere"', administrator);
    const store = await openInfluxMetrics({ url: server.url, database: "plant", clock: systemClock, ...writer });
    await store.write(pointsOf("a", 5, now - 3_600_000));
    await store.maintain(now);
    expect(await countStored(store, now)).toBe(5);
    await store.close();

    for (const login of [writer, reader]) {
      expect(await allowed(login, 'SELECT count(value) FROM "plant"."raw"."signal"')).toBe(true);
      expect(await allowed(login, 'SELECT * FROM "elsewhere"."autogen"."signal"')).toBe(false);
      expect(await allowed(login, 'DROP DATABASE "plant"')).toBe(false);
      expect(await allowed(login, "SHOW USERS")).toBe(false);
    }
    expect(await allowed(reader, 'DELETE FROM "signal"')).toBe(false);
    expect(writer.password).not.toBe(reader.password);
    expect(writer.password.length).toBeGreaterThanOrEqual(32);
  });

  it("get new passwords when they are made again; the old ones end", async () => {
    const first = await createInfluxUsers({ url: server.url, database: "again", administrator });
    const second = await createInfluxUsers({ url: server.url, database: "again", administrator });
    expect(second.writer.password).not.toBe(first.writer.password);
    const select = 'SELECT count(value) FROM "again"."raw"."signal"';
    await expect(ask(server.url, select, first.writer)).rejects.toThrow(/authorization failed/);
    expect(await allowed(second.writer, select)).toBe(true);
  });

  it("cannot be made with a wrong password, nor the database by a user who may not", async () => {
    const wrong = { ...administrator, password: "wrong" };
    const make = (login: Login, database: string) => createInfluxUsers({ url: server.url, database, administrator: login });
    expect(await problemCode(make(wrong, "more"))).toBe("store-denied");
    const { writer } = await make(administrator, "more");
    expect(await problemCode(make(writer, "evenmore"))).toBe("store-denied");
  });
});
