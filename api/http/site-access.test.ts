import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Grant } from "../../model/access.ts";
import type { Finding } from "../../model/finding.ts";
import { healthObservation, observationBatch } from "../testing/deliveries.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";

/** The pump stands at the site `plant`, the SCADA server at `intake`, both of the water works. */
let test: TestCentre;
let plant: string;
const observation = healthObservation(Date.now());
const finding = (id: string, assetId: string | null, siteId: string | null): Finding => ({
  id,
  checkId: "inventory.owner",
  enterpriseId: "waterworks",
  siteId,
  assetId,
  status: "open",
  severity: "medium",
  firstSeen: 1,
  lastSeen: 1,
  resolvedAt: null,
  acknowledgedBy: null,
  waiver: null,
  rectification: null,
  endpoints: [],
  version: 1,
});

beforeAll(async () => {
  test = await openTestCentre();
  const collector = await test.centre.issueCollectorToken("collector-1");
  const body = observationBatch(randomUUID(), [observation]);
  await test.ask("/api/v1/ingest/observations", { token: collector, method: "POST", body });
  await test.records.findings.save([
    finding("at-plant", "pump", "plant"),
    finding("at-intake", "scada", "intake"),
    finding("at-all", null, null),
  ]);
  plant = await test.tokenFor(...(["viewer", "operator"] as const).map(at("plant")));
});
afterAll(() => test.close());

const at =
  (siteId: string) =>
  (role: Grant["role"]): Grant => ({ role, enterpriseId: "waterworks", siteId });
const status = async (path: string, options: { method?: string; body?: unknown } = {}) =>
  (await test.ask(`/api/v1${path}`, { token: plant, ...options })).status;
const items = async (path: string) =>
  ((await (await test.ask(`/api/v1${path}`, { token: plant })).json()) as { items: { id: string; enterpriseId?: string }[] })
    .items;

describe("a role at one site", () => {
  it("opens the things of that site", async () => {
    expect(await status("/assets/waterworks.pump")).toBe(200);
    expect(await status(`/observations/${observation.id}`)).toBe(200);
    expect(await status("/findings/at-plant")).toBe(200);
  });

  it("hides those of another site, of the enterprise as a whole and of other enterprises", async () => {
    for (const path of [
      "/assets/waterworks.scada",
      "/findings/at-intake",
      "/findings/at-all",
      "/enterprises/pharma",
      "/enterprises/waterworks/ledger",
      "/enterprises/waterworks/duties",
      "/enterprises/waterworks/documents",
    ]) {
      expect([path, await status(path)]).toEqual([path, 404]);
    }
  });

  it("cuts lists to the site", async () => {
    expect((await items("/assets")).map(({ id }) => id)).toEqual(["waterworks.pump"]);
    const found = (await items("/findings")).map(({ id }) => id);
    expect(found).toContain("at-plant");
    expect(found).not.toContain("at-intake");
    expect(found).not.toContain("at-all");
    expect((await items("/enterprises")).map(({ id }) => id)).toEqual(["waterworks"]);
  });

  it("shows the enterprise with that site alone, and its score", async () => {
    const response = await test.ask("/api/v1/enterprises/waterworks", { token: plant });
    const detail = (await response.json()) as { sites: { id: string }[]; counts: { assets: number; endpoints: number } };
    expect(detail.sites.map(({ id }) => id)).toEqual(["plant"]);
    expect(detail.counts).toMatchObject({ assets: 1, endpoints: 1 });
    expect(await status("/enterprises/waterworks/scores/miit/history?site=intake")).toBe(404);
    expect(await status("/enterprises/waterworks/scores/miit/history?site=plant")).toBe(200);
  });

  it("changes things of that site as the role permits, and nothing else", async () => {
    const stop = { method: "POST", body: { stopped: true } };
    expect(await status("/sites/waterworks/plant/polling", stop)).toBeLessThan(300);
    expect(await status("/sites/waterworks/intake/polling", stop)).toBe(404);
    const version = async () => (await test.records.findings.get("at-plant"))?.version ?? 0;
    const acknowledge = async () => ({ method: "PATCH", body: { action: "acknowledge", version: await version() } });
    expect(await status("/findings/at-intake", await acknowledge())).toBe(404);
    // The enterprise is judged meanwhile, which may give the finding another version.
    await vi.waitFor(async () => expect(await status("/findings/at-plant", await acknowledge())).toBe(200), 15_000);
    const waive = {
      method: "PATCH",
      body: {
        action: "waive",
        version: await version(),
        reason: "waits for the stop of the line",
        until: "2030-01-01T00:00:00Z",
      },
    };
    expect(await status("/findings/at-plant", waive)).toBe(403);
  });

  it("shows values and events of that site alone", async () => {
    const range = "from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&step=3600&measurement=signal&field=value";
    expect(await status(`/metrics/query?${range}&enterprise=waterworks&asset=pump`)).toBe(200);
    expect(await status(`/metrics/query?${range}&enterprise=waterworks&asset=scada`)).toBe(404);
    expect(await status(`/metrics/query?${range}&enterprise=waterworks`)).toBe(404);
    await test.records.events.append(
      (["pump", "scada"] as const).map((assetId) => ({
        at: 1,
        kind: "observation" as const,
        enterpriseId: "waterworks",
        assetId,
        checkId: null,
        severity: null,
        text: { "zh-CN": assetId, en: assetId },
        refersTo: null,
      })),
    );
    const seen = (await items("/timeline")) as unknown as { assetId: string | null; enterpriseId: string | null }[];
    expect(new Set(seen.filter(({ enterpriseId }) => enterpriseId !== null).map(({ assetId }) => assetId))).toEqual(
      new Set(["waterworks.pump"]),
    );
  });
});

it("a site without its enterprise is no place for a role", async () => {
  const token = await test.tokenFor({ role: "administrator", enterpriseId: null });
  const body = { name: "x", grants: [{ role: "viewer", enterpriseId: null, siteId: "plant" }] };
  expect((await test.ask("/api/v1/tokens", { token, method: "POST", body })).status).toBe(400);
});
