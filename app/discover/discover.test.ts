import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { DriverServices } from "../../collector/drivers/define.ts";
import { loadOrMakeIdentity } from "../../collector/identity/client-identity.ts";
import { systemClock } from "../../model/instant.ts";
import { type Inventory, inventorySchema } from "../../model/inventory/inventory.ts";
import { parseInventory } from "../../model/inventory/parse-inventory.ts";
import type { SimulatedDevice } from "../../simulators/define.ts";
import { assetOf, Bench } from "../../simulators/modbus/testing/bench.ts";
import { simulator as opcuaSimulator } from "../../simulators/opcua/device.ts";
import { opcuaDevice } from "../../simulators/testing/declare.ts";
import { speaker } from "../propose/words.ts";
import { type DiscoverRequest, discover } from "./discover.ts";

const bench = new Bench();
let folder: string;
let services: DriverServices;
let server: SimulatedDevice;
let serverPort: number;
let plc: { device: SimulatedDevice; port: number };
let gateway: { device: SimulatedDevice; port: number };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plantwatch-discover-"));
  services = {
    clock: systemClock,
    identity: await loadOrMakeIdentity(join(folder, "identity"), "test", "client"),
    strangerIdentity: () => Promise.reject(new Error("no stranger in this test")),
    secret: () => undefined,
  };
  const environment = { clock: systemClock, log: pino({ level: "silent" }), trustedClientPems: [], dataDir: folder };
  server = await opcuaSimulator.start(opcuaDevice({ profile: "secured-server" }), environment);
  serverPort = Number(new URL(server.endpoints[0]?.url ?? "").port);
  plc = await bench.start({ profile: "plc" });
  gateway = await bench.start({ profile: "gateway-16", assets: [assetOf(9)] });
});
afterAll(async () => {
  await bench.close();
  await server.stop();
  await rm(folder, { recursive: true });
});

function run(more: Partial<DiscoverRequest>): Promise<string> {
  const range = "127.0.0.1";
  return discover(
    {
      range,
      ports: [],
      mayContact: [range],
      gapMs: 0,
      timeoutMs: 2000,
      inventories: [],
      site: "works",
      say: speaker("en"),
      tell: () => undefined,
      signal: AbortSignal.timeout(15_000),
      ...more,
    },
    services,
  );
}

const site = { id: "works", name: "Works", collectors: [{ id: "c1" }] };
const enterprise = { id: "works", name: "Works", types: ["N"], grade: 1 };

function inventoryWith(url: string, more: Record<string, unknown> = {}): Inventory {
  const endpoints = [{ id: "mb", protocol: url.startsWith("modbus") ? "modbus" : "opcua", url, ...more }];
  return inventorySchema.parse({
    enterprise,
    sites: [site],
    assets: [{ id: "known", name: "Known", site: "works", role: "server", endpoints }],
  });
}

function assetsIn(proposal: string) {
  const head = `enterprise: ${JSON.stringify(enterprise)}\nsites: ${JSON.stringify([site])}\n`;
  const parsed = parseInventory(`${head}${proposal}`, "works.yaml");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value.assets;
}

describe("a range", () => {
  test("proposes what answers: a server, a unit and a gateway, each asked who it is and no more", async () => {
    const before = plc.device.requestLog().length;
    const ports = [
      { protocol: "opcua", port: serverPort },
      { protocol: "modbus", port: plc.port },
      { protocol: "modbus", port: gateway.port },
    ] as const;
    const proposal = await run({ ports });
    expect(assetsIn(proposal).map(({ role, endpoints }) => [role, endpoints[0]?.url])).toEqual([
      ["server", `opc.tcp://127.0.0.1:${serverPort}/UA`],
      ["field-device", `modbus://127.0.0.1:${plc.port}/1`],
      ["gateway", `modbus://127.0.0.1:${gateway.port}/255`],
    ]);
    const asked = new Set(
      plc.device
        .requestLog()
        .slice(before)
        .map(({ service }) => service),
    );
    expect(asked).toEqual(new Set(["43/14"]));
    const services = new Set(server.requestLog().map(({ service }) => service));
    expect([...services].filter((service) => !["FindServers", "GetEndpoints"].includes(service))).toEqual([]);
  });

  test("marks what no inventory declares, by the dialled and by the declared address", async () => {
    const ports = [{ protocol: "modbus", port: plc.port }] as const;
    const unknown = await run({ ports, inventories: [inventoryWith("modbus://10.9.9.9:502/1")] });
    expect(unknown).toContain(`UNDECLARED: modbus://127.0.0.1:${plc.port}/1`);
    for (const known of [
      inventoryWith(`modbus://127.0.0.1:${plc.port}/7`),
      inventoryWith(`modbus://plc.example:${plc.port}/1`, { address: "127.0.0.1" }),
    ]) {
      const proposal = await run({ ports, inventories: [known] });
      expect(proposal).toContain(`modbus://127.0.0.1:${plc.port}/1 is declared: known/mb`);
      expect(assetsIn(proposal)).toEqual([]);
    }
  });

  test("contacts nothing outside the local ceiling", async () => {
    const before = plc.device.requestLog().length;
    const proposal = await run({ ports: [{ protocol: "modbus", port: plc.port }], mayContact: ["10.0.0.0/8"] });
    expect(proposal).toContain("1 places are outside --may-contact");
    expect(plc.device.requestLog()).toHaveLength(before);
    await expect(run({ range: "10.0.0.0/16" })).rejects.toMatchObject({ code: "usage" });
  });

  test("makes one connection at a time, closes each in order, and keeps its gap", async () => {
    const opened: number[] = [];
    const ended: number[] = [];
    let open = 0;
    let most = 0;
    const peer = createServer((socket) => {
      opened.push(performance.now());
      open += 1;
      most = Math.max(most, open);
      socket.on("error", () => undefined);
      socket.on("data", () => undefined);
      socket.on("end", () => ended.push(performance.now()));
      socket.on("close", () => (open -= 1));
    });
    peer.listen(0, "127.0.0.1");
    await once(peer, "listening");
    onTestFinished(() => void peer.close());
    const address = peer.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const proposal = await run({ ports: [{ protocol: "modbus", port }], gapMs: 150, timeoutMs: 300 });
    expect(proposal).toContain(`127.0.0.1:${port} takes connections but did not answer as modbus`);
    expect([opened.length, most, ended.length]).toEqual([2, 1, 2]);
    expect((opened[1] ?? 0) - (ended[0] ?? 0)).toBeGreaterThanOrEqual(140);
  });

  test("ends when it is stopped and says so", async () => {
    const proposal = await run({
      ports: [{ protocol: "modbus", port: plc.port }],
      signal: AbortSignal.abort(new Error("stopped")),
    });
    expect(proposal).toContain("Stopped on request");
    expect(assetsIn(proposal)).toEqual([]);
  });
});

describe("a discovery server", () => {
  test("is asked for the servers that it knows, and they are proposed", async () => {
    const url = `opc.tcp://127.0.0.1:${serverPort}`;
    const proposal = await run({ range: undefined, discoveryServer: url });
    expect(assetsIn(proposal)).toMatchObject([{ role: "server", endpoints: [{ protocol: "opcua" }] }]);
    const known = await run({ range: undefined, discoveryServer: url, inventories: [inventoryWith(url)] });
    expect(assetsIn(known)).toEqual([]);
  });

  test("that is not there is said to be so", async () => {
    await expect(run({ range: undefined, discoveryServer: "opc.tcp://127.0.0.1:1" })).rejects.toMatchObject({
      code: "not-reachable",
    });
  });
});
