import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { observationDigest } from "../../model/digest.ts";
import { hour } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import { acknowledgementSchema } from "../../model/wire/batches.ts";
import { enterpriseSummarySchema } from "../contract/enterprises.ts";
import { systemViewSchema } from "../contract/system.ts";
import { healthObservation, observationBatch, pressure, sampleBatch } from "../testing/deliveries.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";

let test: TestCentre;
let collector: string;
let spoolId: string;

beforeEach(async () => {
  test = await openTestCentre();
  collector = await test.centre.issueCollectorToken("collector-1");
  spoolId = randomUUID();
});
afterEach(() => test.close());

async function deliver(stream: "observations" | "samples", body: unknown) {
  const response = await test.ask(`/api/v1/ingest/${stream}`, { token: collector, method: "POST", body });
  return { status: response.status, body: await response.json() };
}

async function acknowledged(stream: "observations" | "samples", body: unknown) {
  const { status, body: answer } = await deliver(stream, body);
  expect(status).toBe(200);
  return acknowledgementSchema.parse(answer);
}

async function scoreOf(enterprise: string) {
  const token = await test.tokenFor({ role: "viewer", enterpriseId: enterprise });
  const response = await test.ask(`/api/v1/enterprises/${enterprise}`, { token });
  return enterpriseSummarySchema.parse(await response.json()).score;
}

describe("observations", () => {
  it("are stored, acknowledged and then judged into a score", async () => {
    const at = test.clock.now();
    const answer = await acknowledged("observations", observationBatch(spoolId, [healthObservation(at)]));
    expect(answer).toEqual({ storedThrough: 1, rejected: [] });
    expect(await test.records.observations.count()).toBe(1);

    await vi.waitFor(async () => expect((await scoreOf("waterworks"))?.coverage ?? 0).toBeGreaterThan(0), 15_000);
    const verdicts = await test.records.verdicts.list({
      enterpriseId: "waterworks",
      assetId: "pump",
      checkId: "monitor.covered",
    });
    expect(verdicts.map(({ status }) => status)).toEqual(["pass"]);
  });

  it("are acknowledged before they are judged", async () => {
    await vi.waitFor(async () => expect(await scoreOf("waterworks")).not.toBeNull(), 15_000);
    const order: string[] = [];
    const { latestSince } = test.records.observations;
    vi.spyOn(test.records.observations, "latestSince").mockImplementation(async (...args) => {
      order.push("judged");
      return latestSince(...args);
    });
    const { store } = test.records.observations;
    vi.spyOn(test.records.observations, "store").mockImplementation(async (batch) => {
      const stored = await store(batch);
      order.push("stored");
      return stored;
    });
    await acknowledged("observations", observationBatch(spoolId, [healthObservation(test.clock.now())]));
    order.push("acknowledged");
    await vi.waitFor(() => expect(order).toContain("judged"), 15_000);
    expect(order).toEqual(["stored", "acknowledged", "judged"]);
  });

  it("that come twice count once", async () => {
    const at = test.clock.now();
    const batch = observationBatch(spoolId, [healthObservation(at), healthObservation(at + 1)]);
    const first = await acknowledged("observations", batch);
    const second = await acknowledged("observations", batch);
    expect(second).toEqual(first);
    expect(await test.records.observations.count()).toBe(2);
    expect(await test.records.observations.progress("collector-1", spoolId)).toBe(2);
  });

  it("with facts that break their shape stay as malformed, with the place", async () => {
    const broken = healthObservation(test.clock.now(), { facts: { served: "yes", client: "127.0.0.1", encrypted: false } });
    const answer = await acknowledged("observations", observationBatch(spoolId, [broken]));
    expect(answer).toEqual({ storedThrough: 1, rejected: [{ seq: 1, code: "facts-schema" }] });
    const stored = await test.records.observations.get(broken.id);
    expect(stored).toMatchObject({ outcome: "malformed", reason: { code: "facts-schema" } });
    expect(stored?.reason?.detail).toContain("served");
    expect(stored?.facts).toBeUndefined();
    const events = await test.records.events.list({ limit: 10 });
    expect(events.some(({ kind, text }) => kind === "observation" && text.en.includes("facts-schema"))).toBe(true);
  });

  it("of assets that are not the collector's are refused and do not block the rest", async () => {
    const at = test.clock.now();
    const foreign = healthObservation(at, { enterpriseId: "pharma", assetId: "reactor", endpointId: "ua" });
    const items = [foreign, { nonsense: true }, healthObservation(at, { endpointId: "none" }), healthObservation(at)];
    const answer = await acknowledged("observations", observationBatch(spoolId, items));
    expect(answer.storedThrough).toBe(4);
    expect(answer.rejected).toEqual([
      { seq: 1, code: "unknown-asset" },
      { seq: 2, code: "observation-schema" },
      { seq: 3, code: "unknown-endpoint" },
    ]);
    expect(await test.records.observations.get(foreign.id)).toBeUndefined();
    expect(await test.records.observations.count()).toBe(1);
  });

  it("carry the asset's salt in their digest and cannot come from the future", async () => {
    const early = healthObservation(test.clock.now() + hour);
    await acknowledged("observations", observationBatch(spoolId, [early]));
    const stored = await test.records.observations.get(early.id);
    const salt = await test.records.inventories.salt("waterworks", "pump");
    expect(stored?.digest).toBe(observationDigest(salt, "answered", early.facts));
    expect(stored?.at).toBe(test.clock.now());
  });

  it("are kept by the collector while the record store is full, and the centre says so", async () => {
    // What is judged meanwhile would say that the store works.
    await vi.waitFor(async () => expect(await test.records.scores.standings()).toHaveLength(2), 15_000);
    const full = vi.spyOn(test.records.observations, "store").mockRejectedValue(new Problem("store-full", "The disk is full."));
    const batch = observationBatch(spoolId, [healthObservation(test.clock.now())]);
    expect(await deliver("observations", batch)).toMatchObject({ status: 507, body: { code: "store-full" } });
    const token = await test.tokenFor({ role: "viewer", enterpriseId: null });
    const system = systemViewSchema.parse(await (await test.ask("/api/v1/system", { token })).json());
    expect(system.storage.records).toMatchObject({ ok: false, code: "store-full" });

    full.mockRestore();
    expect((await acknowledged("observations", batch)).storedThrough).toBe(1);
    const after = systemViewSchema.parse(await (await test.ask("/api/v1/system", { token })).json());
    expect(after.storage.records.ok).toBe(true);
  });

  it("of another collector are refused", async () => {
    const batch = observationBatch(spoolId, [healthObservation(test.clock.now())], 1, "collector-2");
    expect(await deliver("observations", batch)).toMatchObject({ status: 403, body: { code: "wrong-collector" } });
  });
});

describe("samples", () => {
  it("are acknowledged when the metric store has them", async () => {
    const at = test.clock.now();
    const answer = await acknowledged("samples", sampleBatch(spoolId, [pressure(at, 4.2)]));
    expect(answer).toEqual({ storedThrough: 1, rejected: [] });
    const last = await test.metrics.last({ measurement: "signal", where: { asset: "pump" }, since: at - hour });
    expect(last[0]?.fields).toEqual({ value: 4.2, good: 1 });
  });

  it("that are no collector's to measure are refused one by one", async () => {
    const at = test.clock.now();
    const posture = { measurement: "posture", tags: { enterprise: "waterworks", node: "x" }, fields: { demonstrated: 100 }, at };
    const foreign = { ...pressure(at, 1), tags: { enterprise: "pharma", asset: "reactor", signal: "x" } };
    const answer = await acknowledged("samples", sampleBatch(spoolId, [posture, foreign, { at: "now" }, pressure(at, 1)]));
    expect(answer.rejected.map(({ code }) => code)).toEqual(["foreign-measurement", "unknown-asset", "point-schema"]);
  });

  it("wait while the metric store is away, and judgement goes on", async () => {
    vi.spyOn(test.metrics, "write").mockRejectedValue(new Problem("store-unavailable", "The metric store does not answer."));
    const at = test.clock.now();
    expect(await deliver("samples", sampleBatch(spoolId, [pressure(at, 1)]))).toMatchObject({
      status: 503,
      body: { code: "store-unavailable" },
    });
    await acknowledged("observations", observationBatch(spoolId, [healthObservation(at)]));
    await vi.waitFor(async () => expect(await scoreOf("waterworks")).not.toBeNull(), 15_000);
  });
});
