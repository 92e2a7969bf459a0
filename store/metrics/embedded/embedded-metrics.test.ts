import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { day, hour, minute } from "../../../model/instant.ts";
import { levelQuery, signal } from "../contract/fixtures.ts";
import { metricStoreContract } from "../contract.ts";
import { openEmbeddedMetrics } from "./embedded-metrics.ts";

const midnight = Date.UTC(2026, 2, 1);
const now = midnight + 3 * day + 7 * hour;
const clock = { now: () => now };

metricStoreContract("embedded metrics", { now, base: midnight }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "plantwatch-metrics-"));
  return {
    open: () => openEmbeddedMetrics({ file: join(folder, "metrics.db"), clock }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
});

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "plantwatch-metrics-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const file = () => join(folder, "metrics.db");

describe("retention", () => {
  const valuesOf = (from: number, to: number, stepMs: number) => levelQuery(from, to, { stepMs, aggregate: "sum" });

  test("drops raw points after 30 days and five-minute roll-ups after 13 months; daily ones stay", async () => {
    const store = await openEmbeddedMetrics({ file: file(), clock });
    const points = [signal(midnight, 1), signal(midnight + 2000, 2), signal(midnight + 7 * minute, 4), signal(midnight + day, 8)];
    await store.write(points);
    const whole = async (stepMs: number) => (await store.query(valuesOf(midnight, midnight + 2 * day, stepMs)))[0]?.points;

    await store.maintain(midnight + 20 * day);
    expect(await whole(1000)).toHaveLength(4);
    await store.maintain(midnight + 32 * day);
    expect(await whole(1000)).toEqual([
      [midnight, 3],
      [midnight + 5 * minute, 4],
      [midnight + day, 8],
    ]);
    await store.maintain(midnight + 400 * day);
    expect(await whole(1000)).toEqual([
      [midnight, 7],
      [midnight + day, 8],
    ]);
    expect(await whole(day)).toEqual(await whole(1000));
    await store.close();
  });

  test("refuses a point older than it, which no roll-up could take in exactly any more", async () => {
    const store = await openEmbeddedMetrics({ file: file(), clock });
    await store.write([signal(midnight, 1)]);
    await store.maintain(midnight + 40 * day);
    const late = signal(midnight + 1, 2);
    expect(await store.write([late])).toEqual({
      written: 0,
      refused: [{ point: late, reason: "older than the retention of raw points" }],
    });
    await store.close();
  });
});

describe("points that came in last", () => {
  test("move to their series without being counted twice, and those that come again are known", async () => {
    const store = await openEmbeddedMetrics({ file: file(), clock });
    const some = Array.from({ length: 60_000 }, (_, index) => signal(midnight + index * 100, index % 7));
    const sum = async () => (await store.query(levelQuery(midnight, now, { stepMs: day, aggregate: "count" })))[0]?.points;
    await store.write(some);
    expect(await sum()).toEqual([[midnight, 60_000]]);
    await store.write(some.slice(50_000));
    await store.write([signal(midnight + 50, 1)]);
    expect(await sum()).toEqual([[midnight, 60_001]]);
    await store.close();
  });
});

describe("a full disk", () => {
  test("is reported; the batch is taken whole once there is room", async () => {
    const small = await openEmbeddedMetrics({ file: file(), clock, maxPages: 100 });
    const batchOf = (hours: number) =>
      Array.from({ length: 1000 }, (_, index) => signal(midnight + hours * hour + index * 1000, index));
    let stored = 0;
    const fill = async () => {
      for (;;) {
        await small.write(batchOf(stored));
        stored += 1;
      }
    };
    await expect(fill()).rejects.toMatchObject({ code: "store-full", target: file() });
    expect(stored).toBeGreaterThan(0);
    const count = { stepMs: 10 * day, aggregate: "count" } as const;
    expect((await small.query(levelQuery(0, now, count)))[0]?.points[0]?.[1]).toBe(stored * 1000);
    await small.close();
    const roomy = await openEmbeddedMetrics({ file: file(), clock });
    expect((await roomy.write(batchOf(stored))).written).toBe(1000);
    expect((await roomy.query(levelQuery(0, now, count)))[0]?.points[0]?.[1]).toBe((stored + 1) * 1000);
    await roomy.close();
  });
});
