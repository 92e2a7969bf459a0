import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AlertRule } from "../../model/alert.ts";
import type { Finding } from "../../model/finding.ts";
import { day, hour, minute, second } from "../../model/instant.ts";
import type { AlertDeliveryView, AlertView } from "../contract/alerts.ts";
import { openTestCentre, type TestCentre } from "../testing/open-centre.ts";

let test: TestCentre;
let token: string;
let receiver: Server;
let bodies: { title: string; reason: string; text: string }[];
let answer = 200;

beforeEach(async () => {
  test = await openTestCentre();
  token = await test.tokenFor({ role: "administrator", enterpriseId: null });
  bodies = [];
  answer = 200;
  receiver = createServer(async (request, response) => {
    bodies.push(JSON.parse(Buffer.concat(await Array.fromAsync(request)).toString()));
    response.writeHead(answer).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  await ask("PUT", "/alert-channels/hook", {
    name: "值班",
    language: "zh-CN",
    settings: { kind: "webhook", url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`, secret: "s3cret" },
  });
});
afterEach(async () => {
  receiver.close();
  await test.close();
});

async function ask(method: string, path: string, body?: unknown): Promise<Response> {
  return test.ask(`/api/v1${path}`, { token, method, body });
}
async function items<T>(path: string): Promise<readonly T[]> {
  return ((await (await ask("GET", path)).json()) as { items: T[] }).items;
}

const rule: Omit<AlertRule, "id" | "version"> = {
  name: "高危问题",
  enabled: true,
  enterpriseId: null,
  severity: "high",
  condition: { kind: "finding", severity: "high", checks: [] },
  need: { times: 2, of: 3 },
  clearAfter: 2,
  quiet: [],
  timeZone: "Asia/Shanghai",
  remindEveryMinutes: null,
  tellEnd: true,
  channelIds: ["hook"],
};
const put = (change: Partial<typeof rule> = {}, version?: number) =>
  ask("PUT", "/alert-rules/r1", { ...rule, ...change, ...(version === undefined ? {} : { version }) });

const finding = (change: Partial<Finding> = {}): Finding => ({
  id: "f1",
  checkId: "opcua.anonymous-write",
  enterpriseId: "waterworks",
  siteId: "plant",
  assetId: "pump",
  status: "open",
  severity: "critical",
  firstSeen: 1,
  lastSeen: 1,
  resolvedAt: null,
  acknowledgedBy: null,
  waiver: null,
  rectification: null,
  endpoints: [],
  version: 1,
  ...change,
});

/** Looks and sends, a quarter of a minute later each time. */
async function looks(count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    test.clock.advance(15 * second);
    await test.centre.lookAtAlerts();
  }
}

describe("an alert on a finding", () => {
  it("fires after enough looks, is told once, and its end as well", async () => {
    await put();
    await test.records.findings.save([finding()]);
    await looks(1);
    expect(bodies).toEqual([]);
    await looks(3);
    expect(bodies.map(({ reason, title }) => [reason, title])).toEqual([
      ["fired", expect.stringMatching(/^严重：水泵控制器不符合/)],
    ]);

    await test.records.findings.save([finding({ status: "resolved", resolvedAt: 2, version: 2 })]);
    await looks(4);
    expect(bodies.map(({ reason }) => reason)).toEqual(["fired", "resolved"]);
    const [alert] = await items<AlertView>("/alerts");
    expect(alert).toMatchObject({ rule: { name: "高危问题" }, severity: "critical", page: "/findings/f1" });
    expect(alert?.resolvedAt).not.toBeNull();
  });

  it("is over when somebody acknowledges or waives the finding, and when its rule goes", async () => {
    await put({ need: { times: 1, of: 1 }, clearAfter: 1 });
    await test.records.findings.save([finding(), finding({ id: "f2", assetId: "scada" })]);
    await looks(1);
    await test.records.findings.save([finding({ status: "acknowledged", acknowledgedBy: "li", version: 2 })]);
    await looks(1);
    expect((await test.records.alerts.firing()).map(({ subject }) => subject)).toEqual(["finding:f2"]);
    await ask("DELETE", "/alert-rules/r1");
    await looks(1);
    expect(await test.records.alerts.firing()).toEqual([]);
  });

  it("leaves out findings that are less severe, of other checks or of another enterprise", async () => {
    await put({ need: { times: 1, of: 1 }, enterpriseId: "pharma" });
    await test.records.findings.save([finding()]);
    await looks(1);
    await put({ need: { times: 1, of: 1 }, condition: { kind: "finding", severity: "high", checks: ["modbus.cleartext"] } }, 1);
    await looks(1);
    await put({ need: { times: 1, of: 1 } }, 2);
    await test.records.findings.save([finding({ severity: "medium", version: 2 })]);
    await looks(1);
    expect(bodies).toEqual([]);
  });
});

describe("people", () => {
  it("end reminders by acknowledging, as far as their roles reach", async () => {
    await put({ need: { times: 1, of: 1 }, remindEveryMinutes: 5 });
    await test.records.findings.save([finding()]);
    await looks(1);
    test.clock.advance(6 * minute);
    await looks(1);
    expect(bodies.map(({ reason }) => reason)).toEqual(["fired", "reminder"]);

    const [alert] = await items<AlertView>("/alerts");
    const path = `/api/v1/alerts/${alert?.id}/acknowledge`;
    const viewer = await test.tokenFor({ role: "viewer", enterpriseId: "waterworks" });
    const elsewhere = await test.tokenFor({ role: "operator", enterpriseId: "pharma" });
    expect((await test.ask(path, { token: viewer, method: "POST", body: {} })).status).toBe(403);
    expect((await test.ask(path, { token: elsewhere, method: "POST", body: {} })).status).toBe(404);
    const operator = await test.tokenFor({ role: "operator", enterpriseId: "waterworks", siteId: "plant" });
    expect((await test.ask(path, { token: operator, method: "POST", body: {} })).status).toBe(200);
    test.clock.advance(hour);
    await looks(2);
    expect(bodies).toHaveLength(2);
  });

  it("are left alone in quiet times, unless it is critical", async () => {
    const night = Date.parse("2026-11-24T23:30:00+08:00");
    test.clock.advance(night - test.clock.now());
    await put({ need: { times: 1, of: 1 }, clearAfter: 1, quiet: [{ days: [1, 2, 3, 4, 5, 6, 7], from: "22:00", to: "07:00" }] });
    await test.records.findings.save([
      finding(),
      finding({ id: "f2", severity: "high", checkId: "modbus.cleartext" }),
      finding({ id: "f3", severity: "high", checkId: "net.public-address" }),
    ]);
    await looks(1);
    expect(bodies.map(({ title }) => title.slice(0, 2))).toEqual(["严重"]);
    await test.records.findings.save([finding({ id: "f3", severity: "high", status: "resolved", resolvedAt: 2, version: 2 })]);
    await looks(1);
    test.clock.advance(8 * hour);
    await looks(1);
    expect(bodies.filter(({ reason }) => reason === "fired")).toHaveLength(2);
    const states = (await items<AlertDeliveryView>("/alert-deliveries")).map(({ state }) => state);
    expect(states.toSorted()).toEqual(["dropped", "dropped", "sent", "sent"]);
  });
});

describe("a delivery", () => {
  it("is tried again, longer apart each time, until it is taken; each try is recorded", async () => {
    answer = 503;
    await put({ need: { times: 1, of: 1 } });
    await test.records.findings.save([finding()]);
    await looks(1);
    const state = async () => (await items<AlertDeliveryView>("/alert-deliveries"))[0];
    expect(await state()).toMatchObject({ state: "pending", attempts: 1, lastError: "HTTP 503" });
    await test.centre.lookAtAlerts();
    expect((await state())?.attempts).toBe(1);
    test.clock.advance(11 * second);
    await test.centre.lookAtAlerts();
    expect((await state())?.attempts).toBe(2);
    answer = 200;
    test.clock.advance(61 * second);
    await test.centre.lookAtAlerts();
    expect(await state()).toMatchObject({ state: "sent", attempts: 3, lastError: null });
  });

  it("is given up after a day", async () => {
    answer = 503;
    await put({ need: { times: 1, of: 1 } });
    await test.records.findings.save([finding()]);
    await looks(1);
    for (let hours = 0; hours < 30; hours++) {
      test.clock.advance(hour);
      await test.centre.lookAtAlerts();
    }
    const [delivery] = await items<AlertDeliveryView>("/alert-deliveries");
    expect(delivery?.state).toBe("given-up");
    expect(bodies.length).toBeGreaterThan(20);
    expect(bodies.length).toBeLessThan(day / hour + 5);
  });

  it("of much at once is one message, which every alert of it counts as sent", async () => {
    await put({ need: { times: 1, of: 1 }, condition: { kind: "finding", severity: "low", checks: [] } });
    const severities = ["low", "critical", "medium", "high", "high"] as const;
    await test.records.findings.save(
      severities.map((severity, index) => finding({ id: `f${index}`, severity, checkId: `x.${index}` })),
    );
    await looks(1);
    expect(bodies).toHaveLength(1);
    expect(bodies[0]).toMatchObject({ title: "5 条告警消息", severity: "critical" });
    expect(bodies[0]?.text.split("\n").map((line) => line.split("：")[0])).toEqual(["严重", "高", "高", "中", "低"]);
    const sent = await items<AlertDeliveryView>("/alert-deliveries");
    expect(sent.map(({ state }) => state)).toEqual(Array(5).fill("sent"));
  });

  it("of a test says how it went", async () => {
    expect((await ask("POST", "/alert-channels/hook/test", {})).status).toBe(202);
    await test.centre.lookAtAlerts();
    expect(bodies).toMatchObject([{ reason: "test", title: "Plantwatch 测试消息" }]);
    expect(await items<AlertDeliveryView>("/alert-deliveries")).toMatchObject([{ reason: "test", state: "sent" }]);
  });
});

describe("blindness", () => {
  it("of a collector is told once, not once an asset", async () => {
    await put({ condition: { kind: "collector-silent" }, need: { times: 1, of: 1 } });
    await ask("PUT", "/alert-rules/r2", {
      ...rule,
      need: { times: 1, of: 1 },
      condition: { kind: "asset-silent", criticality: 1 },
    });
    await looks(1);
    const subjects = (await test.records.alerts.firing()).map(({ subject }) => subject);
    expect(subjects.toSorted()).toEqual(["collector:pharma:collector-2", "collector:waterworks:collector-1"]);
  });
});

describe("a channel", () => {
  it("keeps its secrets to itself, also in the audit trail, and through an edit that does not name them", async () => {
    const [view] = await items<{ settings: { url: string; secret: string }; hasSecret: boolean; version: number }>(
      "/alert-channels",
    );
    expect(view).toMatchObject({ settings: { secret: "" }, hasSecret: true });
    expect(view?.settings.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/…$/);
    const edited = await ask("PUT", "/alert-channels/hook", {
      name: "夜班",
      language: "en",
      settings: { kind: "webhook", ...view?.settings },
      version: view?.version,
    });
    expect(edited.status).toBe(200);
    const [kept] = await test.records.alerts.channels();
    expect(kept?.settings).toMatchObject({ secret: "s3cret", url: expect.stringMatching(/\/$/) });
    expect(JSON.stringify((await test.records.audit.list({ limit: 100 })).items)).not.toContain("s3cret");
  });

  it("never hands a kept secret to another receiver", async () => {
    await ask("PUT", "/alert-channels/hook", {
      name: "x",
      language: "en",
      settings: { kind: "webhook", url: "http://elsewhere.example/", secret: "" },
      version: 1,
    });
    const [kept] = await test.records.alerts.channels();
    expect(kept?.settings).toMatchObject({ url: "http://elsewhere.example/", secret: "" });
  });

  it("that was changed meanwhile refuses a stale edit", async () => {
    expect((await put()).status).toBe(200);
    expect((await put({}, 1)).status).toBe(200);
    expect((await put({}, 1)).status).toBe(409);
    expect((await put({ timeZone: "Mars/Olympus" }, 2)).status).toBe(400);
  });
});
