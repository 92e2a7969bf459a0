import { randomUUID } from "node:crypto";
import { readSheet } from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { z } from "zod";
import { parseCsv } from "../../model/csv/parse-csv.ts";
import { day, hour, minute } from "../../model/instant.ts";
import { assetDetailSchema, assetSummarySchema, baselineViewSchema, observationViewSchema } from "../contract/assets.ts";
import { catalogDetailSchema } from "../contract/catalogs.ts";
import { listOf, verdictViewSchema } from "../contract/common.ts";
import { enterpriseDetailSchema, enterpriseSummarySchema } from "../contract/enterprises.ts";
import { checkViewSchema, type FindingView, findingDetailSchema, findingViewSchema } from "../contract/findings.ts";
import { ledgerEntrySchema } from "../contract/ledger.ts";
import { repairViewSchema, type ScoreNodeView, scoreStepSchema, scoreViewSchema } from "../contract/scores.ts";
import { collectorViewSchema, eventViewSchema, seriesViewSchema, systemViewSchema } from "../contract/system.ts";
import { healthObservation, observationBatch, pressure, sampleBatch } from "../testing/deliveries.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";

let test: TestCentre;
let admin: string;
let collector: string;
const spoolId = randomUUID();
const samples = randomUUID();
const observed = healthObservation(Date.now());

beforeAll(async () => {
  test = await openTestCentre();
  admin = await test.tokenFor({ role: "administrator", enterpriseId: null });
  collector = await test.centre.issueCollectorToken("collector-1");
  await deliver("observations", observationBatch(spoolId, [observed]));
  await deliver("samples", sampleBatch(samples, [pressure(test.clock.now() - minute, 4.2)]));
  await vi.waitFor(async () => {
    const findings = await test.records.findings.list({ enterpriseId: "waterworks" });
    expect(findings.length).toBeGreaterThan(0);
    expect(await test.records.scores.latest("waterworks", "plant", "miit")).toBeDefined();
  }, 10_000);
});
afterAll(() => test.close());

async function deliver(stream: string, body: unknown) {
  expect((await test.ask(`/api/v1/ingest/${stream}`, { token: collector, method: "POST", body })).status).toBe(200);
}

/** Reads a path and holds its answer against the declared shape, unknown keys refused. */
async function read<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> {
  const response = await test.ask(`/api/v1${path}`, { token: admin });
  expect(response.status, path).toBe(200);
  const answer: unknown = await response.json();
  const parsed = schema.parse(answer);
  expect(parsed, path).toEqual(answer);
  return parsed;
}

describe("answers", () => {
  it("have the shapes of the contract and hang together", async () => {
    const { items: enterprises } = await read("/enterprises", listOf(enterpriseSummarySchema));
    expect(enterprises.map(({ id }) => id)).toEqual(["pharma", "waterworks"]);
    const detail = await read("/enterprises/waterworks", enterpriseDetailSchema);
    expect(detail.counts).toMatchObject({ assets: 2, endpoints: 2, silentAssets: 1 });
    expect(detail.inventory.source).toBe("waterworks.yaml");

    const { items: assets } = await read("/assets?enterprise=waterworks&protocol=modbus", listOf(assetSummarySchema));
    expect(assets.map(({ id, state, simulated }) => [id, state, simulated])).toEqual([["waterworks.pump", "answered", true]]);
    const asset = await read("/assets/waterworks.pump", assetDetailSchema);
    expect(asset.signals).toMatchObject([{ signal: "pressure", unit: "bar", value: 4.2, good: true }]);
    expect(asset.endpoints[0]?.observations.map(({ id }) => id)).toEqual([observed.id]);

    const observation = await read(`/observations/${observed.id}`, observationViewSchema);
    expect(observation.facts).toEqual(observed.facts);
    const { items: verdicts } = await read("/verdicts?asset=waterworks.pump", listOf(verdictViewSchema));
    expect(verdicts.length).toBe(asset.verdicts.length);
    for (const { evidence } of verdicts) for (const { observationId } of evidence) expect(observationId).toBe(observed.id);

    await read("/system", systemViewSchema);
    await read("/checks", listOf(checkViewSchema));
    expect((await read("/catalogs/miit", catalogDetailSchema)).tasks).toHaveLength(7);
    await read("/collectors", listOf(collectorViewSchema));
    expect((await read("/timeline?asset=waterworks.pump", listOf(eventViewSchema))).items.length).toBeGreaterThan(0);
  });

  it("come in pages that join without gap or double", async () => {
    const all = await read("/verdicts", listOf(verdictViewSchema));
    const joined = [];
    let cursor: string | undefined;
    do {
      const page = await read(`/verdicts?limit=7${cursor === undefined ? "" : `&cursor=${cursor}`}`, listOf(verdictViewSchema));
      joined.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    expect(joined).toEqual(all.items);
  });

  it("say what is wrong with a question", async () => {
    const response = await test.ask("/api/v1/verdicts?severity=terrible", { token: admin });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: "invalid", issues: [{ path: "severity" }] });
  });
});

describe("a score", () => {
  it("is explained by a tree whose points add up to it, with names and findings", async () => {
    const score = await read("/enterprises/waterworks/scores/miit", scoreViewSchema);
    const root = score.root;
    if (root === null) throw new Error("no evidence");
    const leaves = (node: ScoreNodeView): ScoreNodeView[] =>
      node.children.length === 0 ? [node] : node.children.flatMap(leaves);
    const pairs = leaves(root).filter((node) => node.pair !== undefined);
    const failed = pairs.find((node) => node.pair?.status === "fail" && node.pair.assetId === "waterworks.pump");
    expect(failed?.pair?.assetName).toEqual({ "zh-CN": "水泵控制器", en: "Pump controller" });
    const finding = await read(`/findings/${failed?.pair?.findingId}`, findingDetailSchema);
    expect(finding.checkId).toBe(failed?.pair?.checkId);
    expect(finding.objectives.length).toBeGreaterThan(0);
    expect(finding.gain?.alone).toBeGreaterThanOrEqual(0);
    expect(root.title).toEqual({ "zh-CN": "清源水务", en: "Clearwater" });
  });

  it("has repairs, a history and a part for each site", async () => {
    const { items: repairs } = await read("/enterprises/waterworks/what-if/miit", listOf(repairViewSchema));
    expect(repairs.length).toBeGreaterThan(0);
    for (const repair of repairs) expect(repair.findingId).not.toBeNull();
    const { items: history } = await read("/enterprises/waterworks/scores/miit/history", listOf(scoreStepSchema));
    expect(history[0]?.causes).toMatchObject([{ kind: "first", text: { "zh-CN": "首次得分" } }]);
    for (const { causes } of history) expect(causes.length).toBeGreaterThan(0);
    const whole = await read("/enterprises/pharma/scores/miit", scoreViewSchema);
    const only = await read("/enterprises/pharma/scores/miit?site=line", scoreViewSchema);
    expect(only, "the score of an only site is the enterprise's").toEqual({ ...whole, siteId: "line" });
    const { items: ofSite } = await read("/enterprises/pharma/scores/miit/history?site=line", listOf(scoreStepSchema));
    expect(ofSite.length).toBeGreaterThan(0);
    const site = await read("/enterprises/waterworks/scores/miit?site=plant", scoreViewSchema);
    expect(site.siteId).toBe("plant");
    const early = await test.ask("/api/v1/enterprises/waterworks/scores/miit?at=2020-01-01T00:00:00Z", { token: admin });
    expect(early.status).toBe(404);
  });
});

describe("a finding", () => {
  const decide = (token: string, { id }: Pick<FindingView, "id">, body: unknown) =>
    test.ask(`/api/v1/findings/${id}`, { token, method: "PATCH", body });
  const open = async (): Promise<FindingView> => {
    const { items } = await read("/findings?status=open&asset=waterworks.pump", listOf(findingViewSchema));
    // Findings on silence end by themselves with the next delivery; those on the inventory stay as they are.
    const finding = items.find(({ checkId }) => checkId.startsWith("inventory."));
    if (finding === undefined) throw new Error("no open finding");
    return finding;
  };

  it("is acknowledged and waived once for a version, by those who may", async () => {
    const finding = await open();
    const operator = await test.tokenFor({ role: "operator", enterpriseId: "waterworks" });
    const acknowledged = await decide(operator, finding, { action: "acknowledge", version: finding.version });
    const view = findingDetailSchema.parse(await acknowledged.json());
    expect(view).toMatchObject({ status: "acknowledged", acknowledgedBy: "token:test", version: finding.version + 1 });

    const stale = await decide(operator, finding, { action: "reopen", version: finding.version });
    expect([stale.status, await stale.json()]).toMatchObject([409, { code: "stale-edit" }]);

    const waiver = { action: "waive", version: view.version, reason: "Replaced in spring", until: at(day) };
    expect((await decide(operator, finding, waiver)).status).toBe(403);
    const past = await decide(admin, finding, { ...waiver, until: at(-day) });
    expect([past.status, await past.json()]).toMatchObject([422, { code: "not-possible" }]);
    expect((await decide(admin, finding, waiver)).status).toBe(200);
    const trail = (await test.records.audit.list({ limit: 2 })).items;
    expect(trail[0]).toMatchObject({ action: "finding.decide", detail: { action: "waive", reason: "Replaced in spring" } });
  });

  it("is assigned with a date, shows in the ledger, and once it is late fails the check of overdue ones", async () => {
    const finding = await open();
    const assign = { action: "assign", version: finding.version, assignee: "wang", measure: "new firmware", dueAt: at(hour) };
    const operator = await test.tokenFor({ role: "operator", enterpriseId: "waterworks" });
    expect((await decide(operator, finding, assign)).status).toBe(403);
    const assigned = findingDetailSchema.parse(await (await decide(admin, finding, assign)).json());
    expect(assigned).toMatchObject({ rectification: { assignee: "wang", firstDueAt: assign.dueAt }, overdue: false });
    const putOff = await decide(admin, finding, { ...assign, version: assigned.version, dueAt: at(day) });
    expect([putOff.status, await putOff.json()]).toMatchObject([422, { code: "not-possible" }]);

    const ledger = () => read("/enterprises/waterworks/ledger", listOf(ledgerEntrySchema));
    const { items } = await ledger();
    expect(items.map(({ no }) => no)).toEqual(items.map((_, index) => index + 1));
    const line = items.find((entry) => entry.finding.id === finding.id);
    expect(line).toMatchObject({ state: "open", retest: { status: "fail" } });

    test.clock.advance(2 * hour);
    await deliver("observations", observationBatch(spoolId, [healthObservation(test.clock.now())], 2));
    await vi.waitFor(async () => {
      const [verdict] = await test.records.verdicts.list({ enterpriseId: "waterworks", checkId: "process.overdue-findings" });
      expect(verdict).toMatchObject({ status: "fail", because: { values: { count: 1 } } });
    }, 15_000);
    const { items: late } = await read("/enterprises/waterworks/ledger?state=overdue", listOf(ledgerEntrySchema));
    expect(late.map((entry) => entry.finding.id)).toEqual([finding.id]);
    const file = (query: string) =>
      test.ask(`/api/v1/enterprises/waterworks/ledger/file?state=overdue&${query}`, { token: operator });
    const csv = parseCsv(await (await file("format=csv&lang=zh-CN")).text());
    const [row] = await readSheet(Buffer.from(await (await file("format=xlsx&lang=zh-CN")).arrayBuffer())).then(
      ([, ...all]) => all,
    );
    expect(csv).toMatchObject({
      ok: true,
      rows: [expect.arrayContaining(["整改措施"]), expect.arrayContaining(["new firmware", "wang"])],
    });
    expect(row).toEqual(expect.arrayContaining([late[0]?.no, "new firmware", "wang", "待整改（已逾期）", "不符合"]));
    expect(await (await file("format=csv&lang=en")).text()).not.toMatch(/\p{Script=Han}/u);
  });

  it("is open again when its waiver ends", async () => {
    const finding = await open();
    const waiver = { action: "waive", version: finding.version, reason: "Until the next stop", until: at(hour) };
    expect((await decide(admin, finding, waiver)).status).toBe(200);
    test.clock.advance(2 * hour);
    await deliver("observations", observationBatch(spoolId, [healthObservation(test.clock.now())], 3));
    await vi.waitFor(async () => {
      expect((await test.records.findings.get(finding.id))?.status).toBe("open");
    }, 15_000);
    await vi.waitFor(async () => {
      const { items: events } = await read("/timeline", listOf(eventViewSchema));
      expect(events.some(({ refersTo, text }) => refersTo === finding.id && text["zh-CN"].includes("到期"))).toBe(true);
    }, 15_000);
  });

  function at(fromNow: number): string {
    return new Date(test.clock.now() + fromNow).toISOString();
  }
});

describe("a baseline", () => {
  const accept = (asset: string, observationId: string) =>
    test.ask(`/api/v1/assets/${asset}/baselines`, {
      token: admin,
      method: "POST",
      body: { observationId, reason: "As delivered by the maker" },
    });

  it("is what a person accepts of the asset's own observations", async () => {
    expect((await accept("waterworks.scada", observed.id)).status).toBe(404);
    expect((await accept("waterworks.pump", observed.id)).status).toBe(204);
    const kept = await test.records.baselines.list("waterworks");
    expect(kept).toMatchObject([{ assetId: "pump", endpointId: "bus", probe: "modbus.health", acceptedBy: "token:test" }]);
  });

  it("is shown beside what was found since, with who accepted it and why", async () => {
    expect((await read("/assets/waterworks.scada/baselines", listOf(baselineViewSchema))).items).toEqual([]);
    const told = (product: string, at: number): typeof observed => ({
      ...healthObservation(at),
      probe: "modbus.identify",
      facts: { objects: { ProductCode: product }, exceptions: [] },
    });
    const [before, after] = [told("P-1", test.clock.now() - minute), told("P-2", test.clock.now())];
    await deliver("observations", observationBatch(randomUUID(), [before]));
    expect((await accept("waterworks.pump", before.id)).status).toBe(204);
    await deliver("observations", observationBatch(randomUUID(), [after]));
    const { items } = await read("/assets/waterworks.pump/baselines", listOf(baselineViewSchema));
    expect(items).toMatchObject([
      {
        probe: "modbus.identify",
        found: { observationId: after.id },
        accepted: { observationId: before.id, by: "token:test", reason: "As delivered by the maker" },
        fields: [{ name: "ProductCode", accepted: "P-1", found: "P-2", differs: true }],
      },
    ]);
  });
});

describe("metrics", () => {
  const query = (changes: Record<string, string>) => {
    const [from, to] = [test.clock.now() - day, test.clock.now() + minute].map((at) => new Date(at).toISOString());
    const search = new URLSearchParams({ enterprise: "waterworks", from: from ?? "", to: to ?? "", step: "3600", ...changes });
    return `/metrics/query?${search}`;
  };

  it("are answered as series by the tags that were not named", async () => {
    const path = query({ measurement: "signal", field: "value", asset: "pump" });
    const { items } = await read(path, listOf(seriesViewSchema));
    expect(items.map(({ tags, points }) => [tags.signal, points.map(([, value]) => value)])).toEqual([["pressure", [4.2]]]);
  });

  it("that do not exist, or are too many, are refused", async () => {
    const wrong: Record<string, string>[] = [
      { measurement: "nothing", field: "value" },
      { measurement: "signal", field: "none" },
      { measurement: "poll", field: "error" },
      { measurement: "signal", field: "value", step: "1" },
    ];
    for (const changes of wrong) {
      expect((await test.ask(`/api/v1${query(changes)}`, { token: admin })).status).toBe(400);
    }
  });
});
