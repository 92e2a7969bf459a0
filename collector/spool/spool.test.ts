import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MetricPoint } from "../../model/metric.ts";
import type { Observation } from "../../model/observation.ts";
import { maxDropExamples, type SpoolLimits } from "../../model/spool.ts";
import { defaultSpoolLimits, openSpool, type Spool } from "./spool.ts";

function observation(number: number): Observation {
  return {
    id: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    enterpriseId: "works",
    assetId: "plc",
    endpointId: "mb",
    probe: "modbus.identify",
    at: number,
    validForSeconds: 60,
    outcome: "answered",
    facts: { exceptions: [] },
  };
}
function point(at: number): MetricPoint {
  return {
    measurement: "signal",
    tags: { enterprise: "works", site: "s", asset: "a", signal: "t" },
    fields: { value: at, good: 1 },
    at,
  };
}

describe("spool", () => {
  let folder: string;
  let moment = 1000;
  const clock = {
    now: () => moment,
    advance: (milliseconds: number) => {
      moment += milliseconds;
    },
  };
  const file = () => join(folder, "spool.sqlite");
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "spool-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it("keeps what was not forgotten over a restart and never uses a number twice", async () => {
    const first = await openSpool(file(), { clock });
    await first.observations.append([observation(1), observation(2), observation(3)]);
    await first.observations.forget(3);
    await first.close();

    const second = await openSpool(file(), { clock });
    expect(second.id).toBe(first.id);
    await second.observations.append([observation(4)]);
    expect(await second.observations.oldest(10)).toEqual([{ seq: 4, item: observation(4) }]);
    await second.close();
  });

  it("acknowledges the two streams apart", async () => {
    const spool = await openSpool(file(), { clock });
    await spool.observations.append([observation(1)]);
    await spool.samples.append([point(1), point(2)]);
    await spool.samples.forget(1);
    expect((await spool.samples.oldest(10)).map(({ seq }) => seq)).toEqual([2]);
    expect((await spool.observations.oldest(10)).map(({ seq }) => seq)).toEqual([1]);
    expect(await spool.report()).toMatchObject({ observations: 1, samples: 1, oldestAt: 1, dropped: [], examples: [] });
    await spool.close();
  });

  const sizeOf = (item: unknown) => Buffer.byteLength(JSON.stringify(item));
  const samplesOf = async (spool: Spool) => (await spool.samples.oldest(10)).map(({ item }) => item.at);
  const limitsFor = (bytes: number, change: Partial<SpoolLimits> = {}): SpoolLimits => ({
    ...defaultSpoolLimits,
    maxBytes: bytes,
    ...change,
  });
  const five = [1, 2, 3, 4, 5];

  it("drops the oldest samples when it is full, counts them, keeps an example, and no observation gives way to a sample", async () => {
    const room = 5 * sizeOf(observation(1)) + 3 * sizeOf(point(1));
    const spool = await openSpool(file(), { clock, limits: limitsFor(room) });
    await spool.observations.append(five.map(observation));
    await spool.samples.append(five.map(point));
    expect(await samplesOf(spool)).toEqual([3, 4, 5]);
    const dropped = [{ stream: "samples", reason: "full", count: 2, lastAt: clock.now() }];
    const examples = [{ stream: "samples", reason: "full", at: 1, item: "signal works/s/a/t" }];
    expect(await spool.report()).toMatchObject({ observations: 5, samples: 3, bytes: room, dropped, examples });
    await spool.close();
    const again = await openSpool(file(), { clock, limits: limitsFor(room) });
    expect(await again.report()).toMatchObject({ observations: 5, samples: 3, bytes: room, dropped, examples });
    await again.close();
  });

  it("drops the newest samples instead where it is told to", async () => {
    const limits = limitsFor(3 * sizeOf(point(1)), { whenFull: "drop-newest-samples" });
    const spool = await openSpool(file(), { clock, limits });
    await spool.samples.append([1, 2].map(point));
    await spool.samples.append([3, 4, 5].map(point));
    expect(await samplesOf(spool)).toEqual([1, 2, 3]);
    await spool.samples.forget(3);
    await spool.samples.append([6].map(point));
    expect(await spool.samples.oldest(10)).toEqual([{ seq: 6, item: point(6) }]);
    expect((await spool.report()).dropped).toEqual([{ stream: "samples", reason: "full", count: 2, lastAt: clock.now() }]);
    await spool.close();
  });

  it("drops the oldest observations once no sample is left", async () => {
    const spool = await openSpool(file(), { clock, limits: limitsFor(2 * sizeOf(observation(1))) });
    await spool.samples.append([1].map(point));
    await spool.observations.append(five.map(observation));
    expect((await spool.observations.oldest(10)).map(({ item }) => item.at)).toEqual([4, 5]);
    expect((await spool.report()).dropped.map(({ stream, count }) => [stream, count])).toEqual([
      ["observations", 3],
      ["samples", 1],
    ]);
    await spool.close();
  });

  it("drops what is too old of either stream, and nothing that is not", async () => {
    const limits = limitsFor(1_000_000, { maxAgeMs: 100 });
    const spool = await openSpool(file(), { clock, limits });
    const now = clock.now();
    await spool.observations.append([now - 50, now - 20].map(observation));
    await spool.samples.append([now - 90, now - 60, now].map(point));
    expect((await spool.report()).dropped).toEqual([]);
    clock.advance(60);
    expect(await spool.report()).toMatchObject({ observations: 1, samples: 1, oldestAt: now - 20 });
    expect((await spool.report()).dropped.map(({ stream, reason, count }) => [stream, reason, count])).toEqual([
      ["observations", "too-old", 1],
      ["samples", "too-old", 2],
    ]);
    await spool.close();
  });

  it("keeps a bounded number of examples, the newest", async () => {
    const spool = await openSpool(file(), { clock, limits: limitsFor(sizeOf(point(10))) });
    for (let at = 10; at < 10 + 2 * maxDropExamples; at++) await spool.samples.append([point(at)]);
    const { examples } = await spool.report();
    expect(examples).toHaveLength(maxDropExamples);
    expect(examples[0]?.at).toBe(10 + 2 * maxDropExamples - 2);
    await spool.close();
  });

  it("counts what the disk did not take", async () => {
    const spool = await openSpool(file(), { clock });
    spool.noteLost("samples", [point(1), point(2)]);
    expect(await spool.report()).toMatchObject({
      dropped: [{ stream: "samples", reason: "not-stored", count: 2, lastAt: clock.now() }],
      examples: [{ stream: "samples", reason: "not-stored", item: "signal works/s/a/t" }],
    });
    await spool.close();
  });

  it("takes over the spool of release 0.1 with what it held and dropped", async () => {
    const old = new DatabaseSync(file());
    old.exec(`
      CREATE TABLE observations (seq INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL) STRICT;
      CREATE TABLE samples (seq INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL) STRICT;
      CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
      INSERT INTO about VALUES ('spool-id', '5f0c2b8e-6a55-4b8e-9d6a-0a3f5d1c7e21'), ('dropped', '17')`);
    old.prepare("INSERT INTO samples VALUES (41, ?)").run(JSON.stringify(point(clock.now())));
    old.close();
    const spool = await openSpool(file(), { clock });
    expect(spool.id).toBe("5f0c2b8e-6a55-4b8e-9d6a-0a3f5d1c7e21");
    expect(await spool.samples.oldest(2)).toEqual([{ seq: 41, item: point(clock.now()) }]);
    expect((await spool.report()).dropped).toEqual([{ stream: "samples", reason: "full", count: 17, lastAt: 0 }]);
    await spool.close();
  });

  it("says which file it cannot open", async () => {
    await expect(openSpool(join(folder, "missing", "spool.sqlite"), { clock })).rejects.toMatchObject({
      code: "spool-unavailable",
    });
  });
});
