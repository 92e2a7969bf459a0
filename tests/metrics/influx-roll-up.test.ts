import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { day, hour, minute, second } from "../../model/instant.ts";
import type { MetricPoint } from "../../model/metric.ts";
import { levelQuery, reckon, signal } from "../../store/metrics/contract/fixtures.ts";
import { openInfluxMetrics } from "../../store/metrics/influx/influx-metrics.ts";
import type { MetricStore, SeriesQuery } from "../../store/metrics/port.ts";
import { startInfluxd, type TestServer } from "../support/servers.ts";
import { available, influxd } from "../support/tools.ts";
import { ask } from "./influx-admin.ts";

/** Ten days ago, so that the server's own continuous queries, which look at the last two, stay out of it. */
const midnight = Math.floor(Date.now() / day) * day - 10 * day;

describe.skipIf(!available(influxd))("roll-ups in InfluxDB", () => {
  let server: TestServer;
  let databases = 0;
  let database = "";
  let time = midnight;
  let store: MetricStore;
  beforeAll(async () => {
    server = await startInfluxd();
  });
  afterAll(() => server.remove());
  const open = () => openInfluxMetrics({ url: server.url, database, clock: { now: () => time } });
  beforeEach(async () => {
    databases += 1;
    database = `rolled_${databases}`;
    time = midnight;
    store = await open();
    return () => store.close();
  });
  const sums = async (query: Partial<SeriesQuery>) =>
    (await store.query(levelQuery(midnight, midnight + 2 * day, { aggregate: "sum", ...query })))[0]?.points;
  const rawGone = () => ask(server.url, `DROP RETENTION POLICY "raw" ON "${database}"`);

  /** A point a minute as it happens, upkeep every five, for two days and a half. */
  async function live(): Promise<readonly MetricPoint[]> {
    const points: MetricPoint[] = [];
    for (; time < midnight + 60 * hour; time += 20 * minute) {
      const some = Array.from({ length: 20 }, (_, index) => signal(time + index * minute, (time / minute + index) % 17));
      points.push(...some);
      await store.write(some);
      await store.maintain(time);
    }
    return points;
  }

  it("of what comes in time answer alone, exactly, by hours and by days", async () => {
    const points = await live();
    time += day;
    await store.maintain(time);
    await rawGone();
    for (const aggregate of ["sum", "mean", "min", "max", "count", "last"] as const) {
      for (const stepMs of [hour, day]) {
        const query = levelQuery(midnight, midnight + 2 * day, { aggregate, stepMs });
        const expected = reckon(points, query);
        const [series] = await store.query(query);
        expect(series?.points.map(([at]) => at)).toEqual(expected.map(([at]) => at));
        for (const [index, [, value]] of expected.entries()) expect(series?.points[index]?.[1]).toBeCloseTo(value, 9);
      }
    }
  });

  it("of what comes late are made again, also after the process ended in between", async () => {
    await store.write([signal(midnight + second, 1)]);
    time = midnight + 3 * day;
    await store.maintain(time);
    await store.write([signal(midnight + 2 * second, 2), signal(midnight + day, 4)]);
    expect(await sums({ stepMs: day })).toEqual([
      [midnight, 3],
      [midnight + day, 4],
    ]);
    await store.close();
    store = await open();
    expect(await sums({ stepMs: day })).toEqual([
      [midnight, 3],
      [midnight + day, 4],
    ]);
    await store.maintain(time);
    await rawGone();
    expect(await sums({ stepMs: day })).toEqual([
      [midnight, 3],
      [midnight + day, 4],
    ]);
    expect(await ask(server.url, `SELECT mark FROM "${database}"."five_minutes"."plantwatch_late"`)).toHaveLength(2);
  });

  it("miss nothing that is written while they are made", async () => {
    time = midnight + 3 * day;
    let written = 0;
    for (let round = 0; round < 15; round++) {
      const some = Array.from({ length: 50 }, (_, index) => signal(midnight + (round * 50 + index) * minute, 1));
      await Promise.all([
        store.write(some),
        store.maintain(time),
        store.write(some.map((point) => ({ ...point, at: point.at + 1 }))),
      ]);
      written += 2 * some.length;
    }
    await store.maintain(time);
    await rawGone();
    expect((await sums({ stepMs: day }))?.reduce((sum, [, value]) => sum + value, 0)).toBe(written);
  });

  it("answer for what raw points are too old for, which are refused", async () => {
    await store.write([signal(midnight, 1), signal(midnight + day, 2)]);
    time = midnight + 4 * day;
    await store.maintain(time);
    await rawGone();
    time = midnight + 32 * day;
    expect(await sums({ stepMs: second })).toEqual([
      [midnight, 1],
      [midnight + day, 2],
    ]);
    const late = signal(midnight, 2);
    await ask(server.url, `CREATE RETENTION POLICY "raw" ON "${database}" DURATION 30d REPLICATION 1 DEFAULT`);
    expect(await store.write([late])).toEqual({
      written: 0,
      refused: [{ point: late, reason: "older than the retention of raw points" }],
    });
  });

  it("leave texts to raw points", async () => {
    const poll = { measurement: "poll" as const, tags: { asset: "a" }, fields: { error: "timeout" }, at: midnight };
    await store.write([poll]);
    time = midnight + 3 * day;
    await store.maintain(time);
    const query = levelQuery(midnight, midnight + day, {
      measurement: "poll",
      field: "error",
      where: {},
      stepMs: day,
      aggregate: "count",
    });
    expect(await store.query(query)).toEqual([{ tags: { asset: "a" }, points: [[midnight, 1]] }]);
  });
});
