import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { sweptSite } from "../../model/discovery/sweep.ts";
import { type TaskReport, taskOrderSchema } from "../../model/discovery/task.ts";
import { minute } from "../../model/instant.ts";
import { acknowledgementSchema, assignmentSchema } from "../../model/wire/batches.ts";
import { listOf, verdictViewSchema } from "../contract/common.ts";
import { discoveryRangeViewSchema, proposalDetailSchema, proposalViewSchema, taskViewSchema } from "../contract/discovery.ts";
import { observationBatch } from "../testing/deliveries.ts";
import { sampleProposal, sampleSweep, sampleUnit } from "../testing/discovery.ts";
import { inventoryText } from "../testing/inventories.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";

let test: TestCentre;
let collector: string;
let operator: string;

beforeEach(async () => {
  test = await openTestCentre();
  collector = await test.centre.issueCollectorToken("collector-1");
  operator = await test.tokenFor({ role: "operator", enterpriseId: "waterworks" });
  const declared =
    "collectors: [{ id: collector-1 }]\n    discovery: [{ id: cell, range: 127.0.0.1, ports: [{ protocol: modbus, port: 1502 }] }]";
  const text = inventoryText.waterworks.replace("collectors: [{ id: collector-1 }]", declared);
  await writeFile(join(test.inventories, "waterworks.yaml"), text);
  await test.centre.importInventories(test.inventories);
  await report({});
});
afterEach(() => test.close());

async function report(change: object) {
  const status = {
    collectorId: "collector-1",
    version: "0",
    startedAt: 1,
    at: test.clock.now(),
    endpoints: 0,
    inFlight: 0,
    latenessP50: 0,
    latenessP99: 0,
    spoolItems: 0,
    spoolBytes: 0,
    rssBytes: 0,
    refusedEndpoints: [],
    resting: [],
    ...change,
  };
  await test.ask("/api/v1/collectors/collector-1/status", { token: collector, method: "POST", body: status });
}

async function get<T>(path: string, schema: { parse(value: unknown): T }, token = operator): Promise<T> {
  return schema.parse(await (await test.ask(`/api/v1${path}`, { token })).json());
}

/** What tests read of an error. */
const answerSchema = z.looseObject({
  code: z.string().optional(),
  message: z.string().optional(),
  issues: z.array(z.unknown()).optional(),
});

const probe = { siteId: "plant", work: { kind: "probe", url: "modbus://127.0.0.1:1503" } };

async function ask(body: unknown, token = operator) {
  const response = await test.ask("/api/v1/enterprises/waterworks/discovery/tasks", { token, method: "POST", body });
  return { status: response.status, body: answerSchema.parse(await response.json()) };
}

async function next() {
  const response = await test.ask("/api/v1/collectors/collector-1/tasks/next", { token: collector });
  return response.status === 204 ? undefined : taskOrderSchema.parse(await response.json());
}

async function tell(id: string, said: TaskReport, token = collector) {
  const response = await test.ask(`/api/v1/collectors/collector-1/tasks/${id}`, { token, method: "POST", body: said });
  return response.json();
}

async function deliverSweep(facts = sampleSweep(), place = { assetId: sweptSite("plant"), endpointId: "cell" }) {
  const observation = {
    id: randomUUID(),
    enterpriseId: "waterworks",
    ...place,
    probe: "net.sweep",
    at: test.clock.now(),
    validForSeconds: 3600,
    outcome: "answered",
    facts,
  };
  const body = observationBatch(randomUUID(), [observation]);
  const response = await test.ask("/api/v1/ingest/observations", { token: collector, method: "POST", body });
  return acknowledgementSchema.parse(await response.json());
}

const audited = async () =>
  (await test.records.audit.list({ limit: 20 })).items.map(({ action, detail }) => ({ action, detail }));

describe("a sweep", () => {
  it("goes out with the assignment of the collector that sweeps, and comes back as a proposal and a verdict", async () => {
    const assigned = assignmentSchema.parse(
      await (await test.ask("/api/v1/collectors/collector-1/assignment", { token: collector })).json(),
    );
    expect(assigned.sites.map(({ siteId, discovery }) => [siteId, discovery?.map(({ id }) => id)])).toEqual([
      ["intake", []],
      ["plant", ["cell"]],
    ]);
    expect(await deliverSweep()).toEqual({ storedThrough: 1, rejected: [] });
    const { items } = await get("/proposals?enterprise=waterworks&state=open", listOf(proposalViewSchema));
    expect(items).toMatchObject([{ url: sampleUnit.url, kind: "modbus", siteId: "plant", identity: { vendor: "Exemplar" } }]);
    await vi.waitFor(async () => {
      const verdicts = await get("/verdicts?check=net.undeclared-device&enterprise=waterworks", listOf(verdictViewSchema));
      expect(verdicts.items.map(({ status }) => status)).toEqual(["fail"]);
    }, 15_000);
    const ranges = await get("/discovery/ranges", listOf(discoveryRangeViewSchema));
    expect(ranges.items).toMatchObject([
      { rangeId: "cell", collectorId: "collector-1", collectorAlive: true, lastSweep: { asked: 1, found: 1, refused: [] } },
    ]);
  });

  it("of a range that no site of the collector declares is refused, and so is one in an asset's place", async () => {
    const strange = await deliverSweep(sampleSweep(), { assetId: sweptSite("plant"), endpointId: "other" });
    expect(strange.rejected).toEqual([{ seq: 1, code: "unknown-range" }]);
    const disguised = await deliverSweep(sampleSweep(), { assetId: "pump", endpointId: "bus" });
    expect(disguised.rejected).toEqual([{ seq: 1, code: "unknown-asset" }]);
    expect(await test.records.proposals.list("waterworks")).toEqual([]);
  });

  it("proposes nothing that the inventory lists, and one device once", async () => {
    const [found] = sampleSweep().found;
    const pump = { host: "127.0.0.1", port: 1502, protocol: "modbus", kind: "modbus", url: "modbus://127.0.0.1:1502/1" } as const;
    await deliverSweep(sampleSweep({ found: [pump, ...(found ? [found] : [])] }));
    test.clock.advance(minute);
    await deliverSweep();
    const proposals = await test.records.proposals.list("waterworks");
    expect(proposals.map(({ url, version }) => [url, version])).toEqual([[sampleUnit.url, 2]]);
    expect((proposals[0]?.seenAt ?? 0) - (proposals[0]?.foundAt ?? 0)).toBe(minute);
  });
});

describe("a task", () => {
  it("reaches its collector, reports, and leaves a proposal with what was read", async () => {
    const made = taskViewSchema.parse((await ask(probe)).body);
    expect(made).toMatchObject({ state: "waiting", collectorId: "collector-1", work: { budget: 300 } });
    const order = await next();
    expect(order).toEqual({ id: made.id, enterpriseId: "waterworks", siteId: "plant", work: made.work });
    expect(await next()).toBeUndefined();
    expect(await tell(made.id, { state: "running", done: 20, of: 300 })).toEqual({ goOn: true });
    expect(await get(`/discovery/tasks/${made.id}`, taskViewSchema)).toMatchObject({ state: "running", done: 20, of: 300 });
    const findings = { protocol: "modbus", units: [sampleUnit], silent: [], gatewaySpoke: false, ignoresUnitId: false } as const;
    await tell(made.id, { state: "done", done: 60, of: 300, findings });
    const [proposal] = (await get("/proposals", listOf(proposalViewSchema))).items;
    const detail = await get(`/proposals/${proposal?.id}`, proposalDetailSchema);
    expect(detail.suggestion.signals).toEqual([
      expect.objectContaining({ id: "input-register-10", type: "float32", wordOrder: "big", reason: "float" }),
      expect.objectContaining({ id: "input-register-12", type: "uint16", value: 7 }),
      expect.objectContaining({ id: "coil-1", type: "bool" }),
    ]);
    expect((await audited())[0]).toEqual({
      action: "discovery.ask",
      detail: { task: made.id, collector: "collector-1", kind: "probe", place: "modbus://127.0.0.1:1503" },
    });
  });

  it("wakes a collector that waits", async () => {
    const waiting = test.ask("/api/v1/collectors/collector-1/tasks/next?wait=10", { token: collector });
    await ask(probe);
    const asked = performance.now();
    expect((await waiting).status).toBe(200);
    expect(performance.now() - asked).toBeLessThan(1500);
  });

  it("that a collector refuses says why, to the person, on the time line and in the audit trail", async () => {
    const { id } = taskViewSchema.parse((await ask(probe)).body);
    await next();
    await tell(id, { state: "refused", done: 0, of: 0, reason: { code: "beyond-ceiling" } });
    const task = await get(`/discovery/tasks/${id}`, taskViewSchema);
    expect(task).toMatchObject({ state: "refused", reason: { code: "beyond-ceiling" } });
    expect(task.reason?.text.en).toContain("mayContact");
    const [event] = await test.records.events.list({ enterpriseId: "waterworks", limit: 1 });
    expect(event?.text["zh-CN"]).toContain("上限");
    expect((await audited())[0]).toEqual({ action: "discovery.refused", detail: { task: id, reason: "beyond-ceiling" } });
  });

  it.each([
    ["a range in place of an address", "ask-no-address", { kind: "probe", url: "modbus://10.0.0.0/24:502" }],
    ["another scheme", "ask-no-address", { kind: "probe", url: "http://127.0.0.1/" }],
    ["a range that nobody declared", "ask-no-range", { kind: "sweep", rangeId: "elsewhere" }],
  ])("is refused for %s, with the reason in the audit trail", async (_, code, work) => {
    const { status, body } = await ask({ siteId: "plant", work });
    expect([status, body.code]).toEqual([422, code]);
    expect((await audited())[0]).toMatchObject({ action: "discovery.refused", detail: { reason: expect.any(String) } });
    expect(await test.records.discoveryTasks.open()).toEqual([]);
  });

  it("is refused while the collector is away, while polling is stopped, and for a collector of another site", async () => {
    expect((await ask({ ...probe, collectorId: "collector-2" })).status).toBe(422);
    const polling = "/api/v1/sites/waterworks/plant/polling";
    await test.ask(polling, { token: operator, method: "POST", body: { stopped: true } });
    expect((await ask(probe)).body.message).toContain("stopped");
    await test.ask(polling, { token: operator, method: "POST", body: { stopped: false } });
    test.clock.advance(5 * minute);
    expect((await ask(probe)).body.message).toContain("away");
  });

  it("at a collector that serves several enterprises is for those who answer for all of them", async () => {
    const shared = inventoryText.pharma.replace("id: collector-2", "id: collector-1");
    await writeFile(join(test.inventories, "pharma.yaml"), shared);
    await test.centre.importInventories(test.inventories);
    expect((await ask(probe)).body.message).toContain("other enterprises");
    const both = await test.tokenFor(
      { role: "operator", enterpriseId: "waterworks" },
      { role: "operator", enterpriseId: "pharma" },
    );
    expect((await ask(probe, both)).status).toBe(201);
  });

  it("can be ended, which its collector learns with its next report", async () => {
    const { id } = taskViewSchema.parse((await ask(probe)).body);
    await next();
    const ended = await test.ask(`/api/v1/discovery/tasks/${id}`, { token: operator, method: "DELETE" });
    expect(taskViewSchema.parse(await ended.json())).toMatchObject({ state: "cancelled" });
    expect(await tell(id, { state: "running", done: 1, of: 300 })).toEqual({ goOn: false });
  });

  it("of another collector cannot be reported", async () => {
    const { id } = taskViewSchema.parse((await ask(probe)).body);
    const other = await test.centre.issueCollectorToken("collector-2");
    const path = `/api/v1/collectors/collector-2/tasks/${id}`;
    const said = { state: "done", done: 1, of: 1 };
    expect((await test.ask(path, { token: other, method: "POST", body: said })).status).toBe(404);
  });
});

describe("a proposal", () => {
  const acceptance = {
    version: 1,
    asset: { id: "new-plc", name: { "zh-CN": "新控制器", en: "New PLC" }, role: "field-device", owner: "Li", criticality: 3 },
    signals: [{ id: "flow", table: "input-register", address: 10, type: "float32", wordOrder: "little" }],
  };
  const decide = (path: string, body: unknown) =>
    test.ask(`/api/v1/proposals/proposal-1/${path}`, { token: operator, method: "POST", body });

  beforeEach(() => test.records.proposals.save([sampleProposal()]));

  it("that is accepted is an asset with its endpoint, its signals as the person chose them, and who took it in", async () => {
    const response = await decide("acceptance", acceptance);
    expect(response.status).toBe(200);
    expect(proposalDetailSchema.parse(await response.json())).toMatchObject({
      state: "accepted",
      declaredAs: "new-plc/modbus",
      decision: { assetId: "new-plc" },
    });
    const asset = (await test.records.inventories.get("waterworks"))?.inventory.assets.find(({ id }) => id === "new-plc");
    expect(asset).toMatchObject({ site: "plant", owner: "Li", criticality: 3 });
    expect(asset?.endpoints).toMatchObject([
      { protocol: "modbus", url: sampleUnit.url, signals: [{ id: "flow", type: "float32", wordOrder: "little" }] },
    ]);
    expect((await audited())[0]).toMatchObject({ action: "proposal.accept", detail: { url: sampleUnit.url } });
  });

  it("with an id that is taken, or a zone that is not there, changes nothing and says where", async () => {
    for (const change of [{ id: "pump" }, { zone: "nowhere" }]) {
      const response = await decide("acceptance", { ...acceptance, asset: { ...acceptance.asset, ...change } });
      expect(response.status).toBe(422);
      expect(answerSchema.parse(await response.json()).issues).toHaveLength(1);
    }
    expect(await test.records.proposals.get("proposal-1")).toEqual(sampleProposal());
  });

  it("can be ignored with a reason, is not found anew then, and can be taken back", async () => {
    expect((await decide("decision", { decision: "ignore", version: 1, reason: " " })).status).toBe(400);
    expect((await decide("decision", { decision: "ignore", version: 1, reason: "laboratory device" })).status).toBe(200);
    await deliverSweep();
    expect(await test.records.proposals.get("proposal-1")).toMatchObject({
      state: "ignored",
      decision: { reason: "laboratory device" },
    });
    expect((await decide("decision", { decision: "reopen", version: 1 })).status).toBe(409);
    expect((await decide("decision", { decision: "reopen", version: 3 })).status).toBe(200);
    expect(await test.records.proposals.get("proposal-1")).toMatchObject({ state: "open", decision: null });
  });
});
