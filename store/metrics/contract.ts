import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { day, hour, minute } from "../../model/instant.ts";
import type { MetricPoint } from "../../model/metric.ts";
import { levelQuery, type MetricsPlace, reckon, signal, type Times } from "./contract/fixtures.ts";
import type { MetricStore, SeriesQuery } from "./port.ts";

/** What a kind of store may do otherwise. */
export interface Clauses {
  /** Keeps texts; without, a point's texts are left out, and a point of nothing else is refused. */
  readonly texts: boolean;
  /** Of two values of one time the one that is written later stands; without, either may. */
  readonly rewrites: boolean;
}

/** Registers the tests that every adapter of `MetricStore` passes, each on a new, empty place. */
export function metricStoreContract(
  name: string,
  times: Times,
  makePlace: () => Promise<MetricsPlace>,
  clauses: Clauses = { texts: true, rewrites: true },
): void {
  describe(name, () => {
    let place: MetricsPlace;
    let store: MetricStore;
    beforeEach(async () => {
      place = await makePlace();
      store = await place.open();
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });
    writeContract(times, () => store, clauses);
    queryContract(times, () => store, clauses);
    lastContract(times, () => store);
    upkeepContract(times, () => store);

    test("finds its points again when it is opened again", async () => {
      await store.write([signal(times.base, 1)]);
      await store.close();
      store = await place.open();
      await store.write([signal(times.base + 1000, 2)]);
      const [series] = await store.query(levelQuery(times.base, times.base + 2000));
      expect(series?.points.map(([, value]) => value)).toEqual([1, 2]);
    });

    test("answers check, and closes twice without harm; afterwards every call is refused", async () => {
      await store.check();
      await Promise.all([store.close(), store.close()]);
      await expect(store.write([signal(times.base, 1)])).rejects.toMatchObject({ code: "store-unavailable" });
      await expect(store.check()).rejects.toMatchObject({ code: "store-unavailable" });
    });
  });
}

function writeContract({ base }: Times, store: () => MetricStore, { texts, rewrites }: Clauses): void {
  const count = async () => (await store().query(levelQuery(base, base + day, { aggregate: "count", stepMs: day })))[0]?.points;

  describe("write", () => {
    test("counts a batch once however often it comes", async () => {
      const points = [signal(base, 1), signal(base + 1, 2), signal(base + 1, 2)];
      expect(await store().write(points)).toEqual({ written: 3, refused: [] });
      await store().write(points);
      expect(await count()).toEqual([[base, 2]]);
    });

    test.runIf(rewrites)("lets the later of two values of one time stand", async () => {
      await store().write([signal(base, 1)]);
      await store().write([signal(base, 2)]);
      const [series] = await store().query(levelQuery(base, base + 1000));
      expect(series?.points.map(([, value]) => value)).toEqual([2]);
      const [last] = await store().last({ measurement: "signal", where: {}, since: base });
      expect(last?.fields.value).toBe(2);
    });

    test("stores the good points of a batch and says what it refused and why", async () => {
      const good = signal(base, 1);
      const bad = [
        { ...good, fields: { value: "text" } },
        { ...good, fields: { value: Number.NaN } },
        { ...good, fields: { good: 1.5 } },
        { ...good, fields: { other: 1 } },
        { ...good, fields: {} },
        { ...good, tags: { ...good.tags, colour: "red" } },
        { ...good, tags: { ...good.tags, asset: "" } },
        { ...good, at: 0.5 },
        { measurement: "poll" as const, tags: { asset: "plc-1" }, fields: { error: 7 }, at: base },
      ];
      const result = await store().write([bad[0] ?? good, good, ...bad.slice(1)]);
      expect(result.written).toBe(1);
      expect(result.refused.map(({ point }) => point)).toEqual(bad);
      for (const { reason } of result.refused) expect(reason).not.toBe("");
      expect(await count()).toEqual([[base, 1]]);
    });

    test.each([
      'a,b c="d"\\ \n泵\\',
      "\\",
      "a\\\\",
      "a\\,b\\ c\\=d",
      "\r\n",
      "␛n",
      "\u0000\t",
      "'; DROP DATABASE x; --",
      "$asset",
    ])("takes a name and a text as they are: %j", async (asset) => {
      const tags = { enterprise: "water", site: "works", asset, endpoint: "e", protocol: "modbus" };
      const error = `said ${asset}`;
      await store().write([{ measurement: "poll", tags, fields: { up: 0, error }, at: base }]);
      await store().write([{ measurement: "poll", tags: { ...tags, asset: "another" }, fields: { up: 1 }, at: base }]);
      expect(await store().last({ measurement: "poll", where: { asset }, since: 0 })).toEqual([
        { tags, fields: texts ? { up: 0, error } : { up: 0 }, at: base },
      ]);
      const query = levelQuery(base, base + 1000, { measurement: "poll", field: "up", where: { asset }, groupBy: ["asset"] });
      expect(await store().query(query)).toEqual([{ tags: { asset }, points: [[base, 0]] }]);
    });

    test("keeps 50 batches at once apart and whole", async () => {
      const batches = Array.from({ length: 50 }, (_, index) => [
        signal(base + index, index),
        signal(base + index, index, { asset: `other-${index}` }),
      ]);
      await Promise.all(batches.map((points) => store().write(points)));
      expect(await count()).toEqual([[base, 100]]);
    });

    test("takes nothing of an empty batch", async () => {
      expect(await store().write([])).toEqual({ written: 0, refused: [] });
    });
  });
}

function queryContract({ base }: Times, store: () => MetricStore, { texts }: Clauses): void {
  describe("query", () => {
    test.each([
      ["mean", 2],
      ["min", 1],
      ["max", 4],
      ["sum", 6],
      ["count", 3],
      ["last", 1],
    ] as const)("reckons %s of every step, and leaves steps without data out", async (aggregate, expected) => {
      await store().write([signal(base, 4), signal(base + 999, 1), signal(base + 500, 1), signal(base + 3000, 7)]);
      const [series] = await store().query(levelQuery(base, base + 4000, { aggregate }));
      expect(series?.points).toEqual([
        [base, expected],
        [base + 3000, aggregate === "count" ? 1 : 7],
      ]);
    });

    test("takes the range from its beginning to before its end", async () => {
      await store().write([signal(base - 1, 1), signal(base, 2), signal(base + 1999, 3), signal(base + 2000, 4)]);
      const [series] = await store().query(levelQuery(base, base + 2000));
      expect(series?.points).toEqual([
        [base, 2],
        [base + 1000, 3],
      ]);
      expect(await store().query(levelQuery(base + 2000, base))).toEqual([]);
    });

    test("selects by tags, groups by them, and puts together what is not told apart", async () => {
      await store().write([
        signal(base, 1, { asset: "a" }),
        signal(base, 3, { asset: "b" }),
        signal(base, 5, { asset: "b", signal: "flow" }),
        signal(base, 100, { asset: "b", site: "other" }),
      ]);
      const where = { site: "works" };
      const grouped = await store().query(levelQuery(base, base + 1000, { where, groupBy: ["asset"] }));
      expect(grouped.toSorted((x, y) => (x.tags.asset ?? "").localeCompare(y.tags.asset ?? ""))).toEqual([
        { tags: { asset: "a" }, points: [[base, 1]] },
        { tags: { asset: "b" }, points: [[base, 4]] },
      ]);
      expect(await store().query(levelQuery(base, base + 1000, { where }))).toEqual([{ tags: {}, points: [[base, 3]] }]);
      const one = { site: "works", asset: "b", signal: "flow" };
      expect(await store().query(levelQuery(base, base + 1000, { where: one }))).toEqual([
        { tags: { enterprise: "water", ...one }, points: [[base, 5]] },
      ]);
      expect(await store().query(levelQuery(base, base + 1000, { where: { asset: "none" } }))).toEqual([]);
    });

    test("refuses a field that the measurement does not have, and to reckon with texts", async () => {
      await expect(store().query(levelQuery(base, base + 1, { field: "other" }))).rejects.toMatchObject({
        code: "invalid-query",
      });
      const errors = levelQuery(base, base + 1000, { measurement: "poll", field: "error", where: {} });
      await expect(store().query(errors)).rejects.toMatchObject({ code: "invalid-query" });
      const point: MetricPoint = { measurement: "poll", tags: { asset: "a" }, fields: { error: "timeout" }, at: base };
      const { refused } = await store().write([point]);
      expect(refused.map((one) => one.point)).toEqual(texts ? [] : [point]);
      const counted = store().query({ ...errors, aggregate: "count" });
      if (texts) expect(await counted).toEqual([{ tags: { asset: "a" }, points: [[base, 1]] }]);
      else await expect(counted).rejects.toMatchObject({ code: "invalid-query" });
    });
  });
}

function lastContract({ base }: Times, store: () => MetricStore): void {
  const last = (since: number, where = {}) => store().last({ measurement: "signal", where, since });

  describe("last", () => {
    test("answers the newest point of every series, in whatever order they came, and not older than asked", async () => {
      await store().write([signal(base + 5, 2), signal(base, 1), signal(base, 7, { asset: "b" })]);
      const [{ tags = {} } = {}] = await last(base + 1);
      expect(await last(base + 1)).toEqual([{ tags, fields: { value: 2, good: 1 }, at: base + 5 }]);
      expect(tags.asset).toBe("plc-1");
      expect(await last(base)).toHaveLength(2);
      expect(await last(base, { asset: "b" })).toMatchObject([{ fields: { value: 7 }, at: base }]);
      expect(await last(base + 6)).toEqual([]);
    });

    test("shows the fields of the newest point and none that are older", async () => {
      const { measurement, tags } = signal(base, 1);
      await store().write([signal(base, 1), { measurement, tags, fields: { good: 0 }, at: base + 1 }]);
      expect(await last(0)).toEqual([{ tags, fields: { good: 0 }, at: base + 1 }]);
    });
  });
}

function upkeepContract({ base, now }: Times, store: () => MetricStore): void {
  const aggregates = ["mean", "min", "max", "sum", "count", "last"] as const;
  const steps = [minute, 5 * minute, 15 * minute, hour, day];

  describe("maintain", () => {
    test("rolls up without changing an answer, and rolls up again what comes late", async () => {
      const at = fc.integer({ min: 0, max: (now - base) / 1000 - 1 }).map((seconds) => base + seconds * 1000);
      const points = fc.uniqueArray(
        fc.tuple(at, fc.integer({ min: -100, max: 100 })).map(([time, value]) => signal(time, value)),
        { selector: (point) => point.at, minLength: 1, maxLength: 60 },
      );
      const query = fc
        .tuple(at, at, fc.constantFrom(...steps), fc.constantFrom(...aggregates))
        .map(([a, b, stepMs, aggregate]) => levelQuery(Math.min(a, b), Math.max(a, b) + 1000, { stepMs, aggregate }));
      let round = 0;
      const property = fc.asyncProperty(
        points,
        points,
        fc.array(query, { minLength: 5, maxLength: 10 }),
        async (early, late, queries) => {
          round += 1;
          const asset = `round-${round}`;
          const own = (some: readonly MetricPoint[]) => some.map((point) => ({ ...point, tags: { ...point.tags, asset } }));
          const known = new Set(early.map((point) => point.at));
          const all = [...own(early), ...own(late.filter((point) => !known.has(point.at)))];
          await store().write(own(early));
          await store().maintain(now);
          await expectAnswers(own(early), queries, asset);
          await store().write(all);
          await store().maintain(now);
          await store().maintain(now + 10 * minute);
          await expectAnswers(all, queries, asset);
        },
      );
      await fc.assert(property, { numRuns: 25, seed: 7 });
    });
  });

  async function expectAnswers(points: readonly MetricPoint[], queries: readonly SeriesQuery[], asset: string): Promise<void> {
    for (const query of queries) {
      const [series] = await store().query({ ...query, where: { asset } });
      const expected = reckon(points, query);
      expect(series?.points.map(([step]) => step) ?? []).toEqual(expected.map(([step]) => step));
      for (const [index, [, value]] of expected.entries()) expect(series?.points[index]?.[1]).toBeCloseTo(value, 9);
    }
  }
}
