import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MetricPoint } from "../../model/metric.ts";
import type { Observation } from "../../model/observation.ts";
import { openSpool } from "./spool.ts";

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
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "spool-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it("keeps what was not forgotten over a restart and never uses a number twice", async () => {
    const first = await openSpool(join(folder, "spool.sqlite"));
    await first.observations.append([observation(1), observation(2), observation(3)]);
    await first.observations.forget(3);
    await first.close();

    const second = await openSpool(join(folder, "spool.sqlite"));
    expect(second.id).toBe(first.id);
    await second.observations.append([observation(4)]);
    expect(await second.observations.oldest(10)).toEqual([{ seq: 4, item: observation(4) }]);
    await second.close();
  });

  it("acknowledges the two streams apart", async () => {
    const spool = await openSpool(join(folder, "spool.sqlite"));
    await spool.observations.append([observation(1)]);
    await spool.samples.append([point(1), point(2)]);
    await spool.samples.forget(1);
    expect((await spool.samples.oldest(10)).map(({ seq }) => seq)).toEqual([2]);
    expect((await spool.observations.oldest(10)).map(({ seq }) => seq)).toEqual([1]);
    expect((await spool.state()).items).toBe(2);
    await spool.close();
  });

  it("drops the oldest samples beyond its bound, counts them, and never drops an observation", async () => {
    const spool = await openSpool(join(folder, "spool.sqlite"), { maxSamples: 3 });
    await spool.observations.append([1, 2, 3, 4, 5].map(observation));
    await spool.samples.append([1, 2, 3, 4, 5].map(point));
    expect((await spool.samples.oldest(10)).map(({ item }) => item.at)).toEqual([3, 4, 5]);
    expect(await spool.state()).toMatchObject({ items: 8, dropped: 2 });
    await spool.close();
  });

  it("says which file it cannot open", async () => {
    await expect(openSpool(join(folder, "missing", "spool.sqlite"))).rejects.toMatchObject({ code: "spool-unavailable" });
  });
});
