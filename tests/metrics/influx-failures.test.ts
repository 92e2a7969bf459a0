import { beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../model/instant.ts";
import { type InfluxMetricsOptions, openInfluxMetrics } from "../../store/metrics/influx/influx-metrics.ts";
import { createInfluxUsers } from "../../store/metrics/influx/users.ts";
import { startInfluxd, type TestServer } from "../support/servers.ts";
import { available, influxd } from "../support/tools.ts";
import { itSurvives, undoAfterEach } from "./failing-server.ts";
import { ask, makeAdministrator } from "./influx-admin.ts";
import { countStored, pointsOf, problemCode } from "./shipping.ts";

const database = "plantwatch";

describe.skipIf(!available(influxd))("InfluxDB that fails", () => {
  const later = undoAfterEach();
  const started = async (options: Parameters<typeof startInfluxd>[0] = {}): Promise<TestServer> => {
    const server = await startInfluxd(options);
    later(() => server.remove());
    return server;
  };
  const opened = async (url: string, change: Partial<InfluxMetricsOptions> = {}) => {
    const store = await openInfluxMetrics({ url, database, clock: systemClock, ...change });
    later(() => store.close());
    return store;
  };
  let now = 0;
  beforeEach(() => {
    now = Date.now();
  });

  itSurvives({
    name: "InfluxDB",
    start: started,
    open: (server, change) => opened(change?.url ?? server.url, change),
    settle: async () => undefined,
  });

  it("with a wrong password: denied, and stored once it is right", async () => {
    const server = await started({ auth: true });
    const administrator = await makeAdministrator(server.url);
    const { writer, reader } = await createInfluxUsers({ url: server.url, database, administrator });
    const store = await opened(server.url, writer);
    await store.write(pointsOf("a", 10, now));

    await ask(server.url, `SET PASSWORD FOR "${writer.username}" = 'another'`, administrator);
    expect(await problemCode(store.write(pointsOf("b", 10, now)))).toBe("store-denied");
    const query = {
      measurement: "signal",
      field: "value",
      where: {},
      from: now,
      to: now + 1,
      stepMs: 1,
      aggregate: "mean",
    } as const;
    await expect(store.query(query)).rejects.toMatchObject({ message: "InfluxDB refuses the user: authorization failed" });
    const right = await opened(server.url, { ...writer, password: "another" });
    await right.write(pointsOf("b", 10, now));
    expect(await countStored(right, now)).toBe(20);

    const anonymous = await opened(server.url);
    expect(await problemCode(anonymous.write(pointsOf("c", 10, now)))).toBe("store-denied");
    const readOnly = await opened(server.url, reader);
    expect(await problemCode(readOnly.write(pointsOf("c", 10, now)))).toBe("store-denied");
    expect(await countStored(right, now)).toBe(20);
  });

  it.each([
    ["database", `DROP DATABASE "${database}"`],
    ["retention policy", `DROP RETENTION POLICY "raw" ON "${database}"`],
  ])("whose %s is dropped while running: denied once, set up again, stored", async (_, statement) => {
    const server = await started();
    const store = await opened(server.url);
    await store.write(pointsOf("a", 10, now));
    await ask(server.url, statement);
    const batch = pointsOf("b", 10, now);
    expect(await problemCode(store.write(batch))).toBe("store-denied");
    expect(await store.write(batch)).toEqual({ written: 10, refused: [] });
    expect(await countStored(store, now)).toBe(10);
    await store.check();
  });

  it("whose files may not grow any more: full, and what it took is all there", async () => {
    const server = await started({ fileSizeLimit: 6000 });
    const store = await opened(server.url);
    let stored = 0;
    let code: string | undefined;
    for (let batch = 0; code === undefined && batch < 200; batch++) {
      const points = pointsOf(`a${batch}`, 5000, now);
      code = await problemCode(store.write(points));
      if (code === undefined) stored += points.length;
      else {
        await server.killHard();
        await server.start(1_000_000);
        expect(await store.write(points)).toEqual({ written: points.length, refused: [] });
        stored += points.length;
      }
    }
    expect(code).toBe("store-full");
    expect(await countStored(store, now)).toBe(stored);
  }, 60_000);

  it("that takes only small requests: gets the points in smaller ones", async () => {
    const server = await started({ maxBodySize: 20_000 });
    const store = await opened(server.url);
    expect(await store.write(pointsOf("a", 5000, now))).toEqual({ written: 5000, refused: [] });
    expect(await countStored(store, now)).toBe(5000);
  });

  it("that cuts long answers short: says so instead of answering with a part", async () => {
    const server = await started({ maxRowLimit: 20 });
    const store = await opened(server.url);
    const points = pointsOf("a", 200, now);
    expect(await store.write(points)).toEqual({ written: 200, refused: [] });
    const query = { measurement: "signal", field: "value", where: {}, from: now - 1000, to: now + 1, aggregate: "mean" } as const;
    await expect(store.query({ ...query, stepMs: 1 })).rejects.toMatchObject({ code: "store-mismatch" });
    expect((await store.query({ ...query, stepMs: 1000 })).length).toBe(1);
  });

  it("that answers ten thousand rows of a series in parts: the whole is there", async () => {
    const server = await started();
    const store = await opened(server.url);
    const from = now - 12_000;
    const points = Array.from({ length: 12_000 }, (_, at) => pointsOf("a", 1, from + at)).flat();
    await store.write(points);
    const [first] = points;
    const query = { measurement: "signal", field: "value", from, to: now + 1, stepMs: 1, aggregate: "count" } as const;
    const [series] = await store.query({ ...query, where: { asset: first?.tags.asset ?? "" } });
    expect(series?.points.reduce((sum, [, count]) => sum + count, 0)).toBe(12_000);
  }, 60_000);

  it("that never takes some points: refuses those, with its words, and has the others", async () => {
    const server = await started();
    const store = await opened(server.url);
    await fetch(`${server.url}/write?db=${database}&rp=raw&precision=ms`, {
      method: "POST",
      body: `signal,asset=x value=1i ${now}`,
    });
    const foreignType = pointsOf("a", 50, now);
    const polls = foreignType.map(({ at }) => ({ measurement: "poll" as const, tags: { asset: "a" }, fields: { up: 1 }, at }));
    const endOfTime = { measurement: "poll" as const, tags: { asset: "b" }, fields: { up: 1 }, at: Date.UTC(2300, 0) };
    const { written, refused } = await store.write([...foreignType, ...polls.slice(0, 20), endOfTime, ...polls.slice(20)]);
    expect(written).toBe(50);
    expect(new Set(refused.map(({ point }) => point))).toEqual(new Set([...foreignType, endOfTime]));
    for (const { point, reason } of refused)
      expect(reason).toMatch(point === endOfTime ? /time/ : /already exists as type integer/);
    const rows = await ask(server.url, `SELECT count(up) FROM "${database}"."raw"."poll"`);
    expect(rows.map(([, count]) => count)).toEqual([50]);
  });
});
