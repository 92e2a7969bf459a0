import { expect, it } from "vitest";
import type { EndpointView, ObservationView } from "../../../../api/contract/assets.ts";
import { day } from "../../../../model/instant.ts";
import { translator } from "../../words/translate.ts";
import { zhCN } from "../../words/zh-CN.ts";
import { offersOf } from "./offers.ts";

const now = Date.parse("2026-11-24T12:00:00Z");
const t = translator(zhCN);

const seen = (probe: string, facts: Record<string, unknown> | null, over: Partial<ObservationView> = {}): ObservationView => ({
  id: probe,
  assetId: "water.plc-1",
  endpointId: "e1",
  probe,
  firstSeen: new Date(now - day).toISOString(),
  lastSeen: new Date(now - 1000).toISOString(),
  timesSeen: 1,
  validForSeconds: 600,
  outcome: facts === null ? "unreachable" : "answered",
  reason: null,
  facts,
  digest: "",
  ...over,
});
const endpoint = (protocol: string, ...observations: ObservationView[]): EndpointView => ({
  id: "e1",
  protocol,
  url: "modbus://127.0.0.1:502/1",
  address: null,
  trustedAt: null,
  observations,
});
const words = (view: EndpointView) => offersOf(view, now).map((offer) => offer(t));

it("says what a Modbus unit does for anybody", () => {
  const health = seen("modbus.health", { served: true, client: "10.0.0.2", encrypted: false });
  const identity = seen("modbus.identify", {
    objects: { VendorName: "Moxa", ProductCode: "MB3170", ProductName: "MB3170" },
    exceptions: [],
  });
  expect(words(endpoint("modbus", health, identity))).toEqual([
    "不鉴别身份，向 10.0.0.2 返回了数据",
    "通信为明文 Modbus/TCP，可被监听和篡改",
    "主动报出身份：Moxa · MB3170",
  ]);
});

it("says first that a device is silent, and that the rest is old", () => {
  const old = seen(
    "modbus.health",
    { served: true, client: "10.0.0.2", encrypted: true },
    { lastSeen: new Date(now - day).toISOString() },
  );
  const silent = seen("modbus.health", null, { id: "x", reason: { code: "connect-timeout" } });
  expect(words(endpoint("modbus", old, silent))[0]).toBe("当前没有应答（connect-timeout），以下为最近一次所得");
});

const attempt = { securityMode: "None", securityPolicyUri: "x#None", shown: "none", trusted: false, reached: "activated" };
const nodes = [
  { nodeId: "ns=2;s=a", name: "a", nodeClass: "Variable", userAccessLevel: 3 },
  { nodeId: "ns=2;s=b", name: "b", nodeClass: "Variable", userAccessLevel: 1 },
  { nodeId: "ns=2;s=c", name: "c", nodeClass: "Method", userExecutable: true },
  { nodeId: "ns=2;s=d", name: "d", nodeClass: "Method", userExecutable: true, userPermissions: 1 },
  { nodeId: "ns=2;s=e", name: "e", nodeClass: "Variable", userAccessLevel: 2, userPermissions: 0x21 },
  { nodeId: "i=11492", name: "Server.GetMonitoredItems", nodeClass: "Method", userExecutable: true },
];
const access = (session: Record<string, unknown>) =>
  seen("opcua.access", { session, nodes, exhausted: true, criticalMissing: [], requests: 3 });

it("counts what a session without identity may do", () => {
  expect(words(endpoint("opcua", access({ ...attempt, identity: "anonymous" })))).toEqual([
    "匿名即可写入 1 个变量",
    "匿名即可调用 1 个方法",
    "匿名即可读取 2 个变量",
  ]);
});

it("does not hold rights of a known user or of a trusted certificate for a stranger's", () => {
  expect(words(endpoint("opcua", access({ ...attempt, identity: "user-name" })))).toEqual([]);
  expect(words(endpoint("opcua", access({ ...attempt, trusted: true, shown: "collector", identity: "anonymous" })))).toEqual([]);
});

it("says nothing of facts whose form it does not know", () => {
  expect(words(endpoint("modbus", seen("modbus.health", { served: "maybe" })))).toEqual([]);
});
