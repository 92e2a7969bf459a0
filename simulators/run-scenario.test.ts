import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../model/instant.ts";
import { parseInventory } from "../model/inventory/parse-inventory.ts";
import { type Truth, truthSchema } from "../model/truth/scenario.ts";
import { formatIssue } from "../model/yaml/parse-yaml.ts";
import { loadScenario, parseScenario, scenarioNames } from "./load-scenario.ts";
import { type RunningScenario, type ScenarioOptions, startScenario } from "./run-scenario.ts";
import { clientIdentity, inSession, listEndpoints, readValues } from "./testing/bare-client.ts";

let folder: string;
let clientPem: string;
let running: RunningScenario | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "scenario-"));
  clientPem = (await clientIdentity("collector", join(folder, "client"))).pem;
});
afterEach(async () => {
  await running?.stop();
});
afterAll(() => rm(folder, { recursive: true }));

async function start(name: string, changes: Partial<ScenarioOptions> = {}): Promise<RunningScenario> {
  running = await startScenario({
    scenario: await loadScenario(name),
    seed: 7,
    clock: systemClock,
    log: pino({ level: "silent" }),
    dataDir: join(folder, name),
    trustedClientPems: [clientPem],
    ...changes,
  });
  return running;
}

function statusOf(truth: Truth, asset: string, check: string): string | undefined {
  return truth.lines.find((line) => line.asset === asset && line.check === check)?.status;
}

describe("startScenario", () => {
  it("starts two plants of at least six assets each, whose inventories a monitor can import", async () => {
    const startedAt = performance.now();
    const { inventories, truth, devices } = await start("demo");
    expect(performance.now() - startedAt).toBeLessThan(20_000);
    expect(truthSchema.parse(truth)).toEqual(truth);
    for (const { fileName, text } of inventories) {
      const parsed = parseInventory(text, fileName);
      expect(parsed.ok ? [] : parsed.issues.map(formatIssue)).toEqual([]);
      if (!parsed.ok) continue;
      expect(parsed.value.enterprise.simulated).toBe(true);
      expect(parsed.value.assets.length).toBeGreaterThanOrEqual(6);
      const urls = parsed.value.assets.flatMap((asset) => asset.endpoints.map(({ url }) => url));
      expect(urls.filter((url) => !url.includes("://127.0.0.1:"))).toEqual([]);
    }
    expect(devices.length).toBeGreaterThanOrEqual(12);
  });

  it("knows what is wrong and what is right", async () => {
    const { truth } = await start("demo");
    expect(statusOf(truth, "scada-server", "opcua.mode-none")).toBe("fail");
    expect(statusOf(truth, "batch-server", "opcua.mode-none")).toBe("pass");
    expect(statusOf(truth, "coating-plc", "opcua.audit-off")).toBe("fail");
    expect(statusOf(truth, "granulator-plc", "opcua.audit-off")).toBe("pass");
    expect(statusOf(truth, "dosing-server", "inventory.owner")).toBe("fail");
    expect(statusOf(truth, "booster-pump", "net.zone-crossing")).toBe("fail");
    expect(statusOf(truth, "filter-plc", "modbus.any-client")).toBe("fail");
    expect(statusOf(truth, "utility-power-meter", "modbus.cleartext")).toBe("pass");
  });

  it("declares what an operator would: since when a server trusts the collector, and the certificate to expect", async () => {
    const { inventories, passwords } = await start("healthy");
    const parsed = parseInventory(inventories[0]?.text ?? "", "well-kept.yaml");
    const endpoint = parsed.ok ? parsed.value.assets[0]?.endpoints[0] : undefined;
    expect(endpoint).toMatchObject({
      trustedAt: expect.stringMatching(/^\d{4}-/),
      pinnedCertificateSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const identity = await clientIdentity("collector", join(folder, "client"));
    const strongest = (await listEndpoints(endpoint?.url ?? "", identity))[0];
    const user = { name: "plantwatch", password: passwords.PLANTWATCH_DEMO_PASSWORD ?? "" };
    const look = inSession(endpoint?.url ?? "", identity, strongest, user, (session) =>
      readValues(session, ["ns=1;s=Reactor.Temperature"]),
    );
    expect(await look).toEqual([expect.any(Number)]);
  });

  it("declares no trust where there is nobody to trust", async () => {
    const { inventories, truth } = await start("healthy", { trustedClientPems: [], dataDir: join(folder, "trustless") });
    expect(inventories[0]?.text).not.toContain("trustedAt");
    expect(statusOf(truth, "server", "opcua.trusts-any-client")).toBe("pass");
    expect(statusOf(truth, "server", "opcua.audit-off")).toBe("unknown");
  });

  it("gives the same addresses, certificates and truth again after a restart with the same seed", async () => {
    const clock = { now: () => 1_800_000_000_000 };
    const first = await start("weak", { clock, portBase: 27_310 });
    await first.stop();
    const second = await start("weak", { clock, portBase: 27_310 });
    expect(second.inventories).toEqual(first.inventories);
    expect(second.truth).toEqual(first.truth);
  });

  it("frees every port when it stops", async () => {
    const { devices, stop } = await start("weak");
    const ports = devices.flatMap(({ endpoints }) => endpoints.map(({ url }) => Number(new URL(url).port)));
    expect(await Promise.all(ports.map(accepts))).toEqual(ports.map(() => true));
    await stop();
    expect(await Promise.all(ports.map(accepts))).toEqual(ports.map(() => false));
  });
});

function accepts(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect(port, "127.0.0.1");
  socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
  return promise.finally(() => socket.destroy());
}

describe("loadScenario", () => {
  it("loads every shipped scenario, simulated and in both languages", async () => {
    const names = await scenarioNames();
    expect(names).toEqual(expect.arrayContaining(["demo", "healthy", "hostile", "weak"]));
    for (const name of names) {
      const scenario = await loadScenario(name);
      expect(scenario.id).toBe(name);
      expect(scenario.plants.map(({ inventory }) => inventory.enterprise.simulated)).not.toContain(false);
    }
  });

  it("names the shipped ones when it does not know one", async () => {
    await expect(loadScenario("mars")).rejects.toMatchObject({
      code: "unknown-scenario",
      advice: expect.stringContaining("demo"),
    });
  });

  it("refuses a device that serves an endpoint which is not there, with its line", () => {
    const text = `id: broken
title: Broken
plants:
  - inventory:
      enterprise: { id: e, name: E, types: [N], grade: 1 }
      sites: [{ id: s, name: S, collectors: [{ id: c1 }] }]
      assets: []
    devices:
      plc: { profile: modbus/plc, serves: [[plc, mb]] }
timeline:
  - { at: 5s, action: restart, device: drive }
`;
    const parsed = parseScenario(text, "broken.yaml");
    expect(parsed.ok ? [] : parsed.issues.map(formatIssue)).toEqual([
      'broken.yaml:9:44 plants[0].devices.plc.serves[0]: no endpoint "mb" at an asset "plc", or another device serves it',
      'broken.yaml:11:32 timeline[0].device: no device "drive"',
    ]);
  });
});
