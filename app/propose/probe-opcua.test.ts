import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DriverServices } from "../../collector/drivers/define.ts";
import { opcuaDriver } from "../../collector/drivers/opcua/driver.ts";
import { loadOrMakeIdentity } from "../../collector/identity/client-identity.ts";
import { createRequestGate } from "../../collector/schedule/request-gate.ts";
import { systemClock } from "../../model/instant.ts";
import { parseInventory } from "../../model/inventory/parse-inventory.ts";
import type { DeviceDeclaration, SimulatedDevice } from "../../simulators/define.ts";
import { simulator } from "../../simulators/opcua/device.ts";
import { opcuaDevice } from "../../simulators/testing/declare.ts";
import { probeOpcua } from "./probe-opcua.ts";
import { speaker } from "./words.ts";

let folder: string;
let services: DriverServices;
const devices: SimulatedDevice[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plantwatch-propose-"));
  services = {
    clock: systemClock,
    identity: await loadOrMakeIdentity(join(folder, "identity"), "test", "client"),
    strangerIdentity: () => Promise.reject(new Error("no stranger in this test")),
    secret: () => undefined,
  };
});
afterAll(async () => {
  await Promise.all(devices.map((device) => device.stop()));
  await rm(folder, { recursive: true });
});

async function start(changes: Partial<DeviceDeclaration>): Promise<{ url: string; device: SimulatedDevice }> {
  const environment = {
    clock: systemClock,
    log: pino({ level: "silent" }),
    trustedClientPems: [],
    dataDir: join(folder, "devices"),
  };
  const device = await simulator.start(opcuaDevice(changes), environment);
  devices.push(device);
  return { device, url: device.endpoints[0]?.url ?? "" };
}

function probe(url: string, budget = 100): Promise<string> {
  const signal = AbortSignal.timeout(15_000);
  const rest = { answerTimeout: 500, minGap: 0, site: "works", say: speaker("zh-CN"), tell: () => undefined, signal };
  return probeOpcua({ url, budget, ...rest }, services);
}

function endpointsIn(proposal: string) {
  const head =
    "enterprise: { id: works, name: Works, types: [N], grade: 1 }\nsites: [{ id: works, name: Works, collectors: [{ id: c1 }] }]\n";
  const parsed = parseInventory(`${head}${proposal}`, "works.yaml");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value.assets.flatMap(({ endpoints }) => endpoints);
}

test("proposes the numeric variables of an open server, which are then polled well", async () => {
  const { url, device } = await start({ id: "open", profile: "legacy-server" });
  const proposal = await probe(url);
  const [endpoint] = endpointsIn(proposal);
  if (endpoint === undefined) throw new Error("no endpoint was proposed");
  const link = opcuaDriver.link(createRequestGate(endpoint.limits, systemClock), services);
  const { samples } = await link.run(endpoint, "opcua.signals", AbortSignal.timeout(5000));
  await link.close();
  expect(samples.map(({ tags }) => tags.signal)).toEqual(expect.arrayContaining(["PressureSetpoint", "ChlorineDoseSetpoint"]));
  expect(samples.filter(({ fields }) => fields.good !== 1)).toEqual([]);
  expect(proposal).toContain("# pinnedCertificateSha256: ".concat(device.endpoints[0]?.certificateSha256 ?? "none"));
  expect(proposal).toContain("ns=1");
  expect(device.requestLog().filter(({ service }) => /Write|Call|AddNodes|History/.test(service))).toEqual([]);
});

test("proposes a strict server without signals and says what would open it", async () => {
  const { url } = await start({ id: "strict", profile: "secured-server" });
  const proposal = await probe(url);
  expect(endpointsIn(proposal)).toMatchObject([{ protocol: "opcua", url, signals: [] }]);
  expect(proposal).toContain("服务器不给无身份的会话");
  expect(proposal).toContain("trustedAt:");
});

test("needs a budget that lets it end in order, and a server", async () => {
  const { url, device } = await start({ id: "gone", profile: "secured-server" });
  await expect(probe(url, 5)).rejects.toMatchObject({ code: "usage" });
  await device.stop();
  await expect(probe(url)).rejects.toMatchObject({ code: "not-reachable" });
});
