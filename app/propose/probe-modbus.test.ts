import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { unitsIn } from "../../collector/discovery/look-at-modbus.ts";
import type { DriverServices, Sample } from "../../collector/drivers/define.ts";
import { createModbusDriver } from "../../collector/drivers/modbus/driver.ts";
import { loadOrMakeIdentity } from "../../collector/identity/client-identity.ts";
import { createRequestGate } from "../../collector/schedule/request-gate.ts";
import { systemClock } from "../../model/instant.ts";
import type { Inventory } from "../../model/inventory/inventory.ts";
import { parseInventory } from "../../model/inventory/parse-inventory.ts";
import { assetOf, Bench } from "../../simulators/modbus/testing/bench.ts";
import { type ProbeRequest, probeModbus } from "./probe-modbus.ts";
import { speaker } from "./words.ts";

const identity = { applicationUri: "urn:test", certificatePem: "", privateKeyPem: "" };
const services: DriverServices = {
  clock: systemClock,
  identity,
  strangerIdentity: () => Promise.reject(new Error("no stranger in this test")),
  secret: () => undefined,
};

let bench: Bench;
let told: string[];
beforeEach(() => {
  bench = new Bench();
  told = [];
});
afterEach(() => bench.close());

function probe(url: string, more: Partial<ProbeRequest> = {}, means = services): Promise<string> {
  return probeModbus(
    {
      url,
      budget: 300,
      answerTimeout: 500,
      minGap: 0,
      site: "works",
      say: speaker("en"),
      tell: (line) => told.push(line),
      signal: AbortSignal.timeout(15_000),
      ...more,
    },
    means,
  );
}

/** A proposal put into the inventory of a person who has declared the site. */
function asInventory(proposal: string): Inventory {
  const head =
    "enterprise: { id: works, name: Works, types: [N], grade: 1 }\nsites: [{ id: works, name: Works, collectors: [{ id: c1 }] }]\n";
  const parsed = parseInventory(`${head}${proposal}`, "works.yaml");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}

async function poll(inventory: Inventory): Promise<readonly Sample[]> {
  const driver = createModbusDriver();
  const samples: Sample[] = [];
  for (const endpoint of inventory.assets.flatMap(({ endpoints }) => endpoints)) {
    const link = driver.link(createRequestGate(endpoint.limits, systemClock), services);
    const report = await link.run(endpoint, "modbus.signals", AbortSignal.timeout(5000));
    samples.push(...report.samples);
    await link.close();
  }
  return samples;
}

describe("probeModbus", () => {
  test.each(["plc", "power-meter", "drive", "rtu"])(
    "proposes an entry for a %s whose every signal is polled well",
    async (profile) => {
      const { port, device } = await bench.start({ profile });
      const inventory = asInventory(await probe(`modbus://127.0.0.1:${port}`));
      expect(inventory.assets).toMatchObject([{ site: "works", role: "field-device" }]);
      const probed = device.requestLog().length;
      const samples = await poll(inventory);
      expect(samples.length).toBeGreaterThan(2);
      expect(samples.filter(({ fields }) => fields.good !== 1)).toEqual([]);
      expect(told.at(-1)).toBe(`Requests used: ${probed} of 300.`);
      const services = new Set(device.requestLog().map(({ service }) => service));
      expect([...services].filter((service) => !["1", "2", "3", "4", "17", "43/14"].includes(service))).toEqual([]);
    },
  );

  test("finds the types of the PLC's map, its ends, and shows the wrong word order beside the right one", async () => {
    const { port } = await bench.start({ profile: "plc" });
    const proposal = await probe(`modbus://127.0.0.1:${port}/1`);
    const signals = asInventory(proposal).assets.flatMap(({ endpoints }) =>
      endpoints.flatMap((endpoint) => (endpoint.protocol === "modbus" ? endpoint.signals : [])),
    );
    expect(signals).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ table: "input-register", address: 0, type: "float32", wordOrder: "big" }),
        expect.objectContaining({ table: "input-register", address: 8, type: "uint32", wordOrder: "big" }),
        expect.objectContaining({ table: "holding-register", address: 0, type: "float32", wordOrder: "big" }),
        expect.objectContaining({ table: "holding-register", address: 100, type: "uint16" }),
      ]),
    );
    for (const range of ["input-register: 0-1023", "holding-register: 0-4095", "coil: 0-2047"]) expect(proposal).toContain(range);
    expect(proposal).toMatch(/# 0 +4020 0000 +16416 0 +16416 0 +1075838976 +16416 +2\.5\* +2\.30037e-41/);
  });

  test("crosses gaps and does not let them be read later", async () => {
    const { port } = await bench.start({ profile: "power-meter" });
    const proposal = await probe(`modbus://127.0.0.1:${port}`);
    expect(proposal).toContain("input-register: 0-14, 20-23");
    expect(asInventory(proposal).assets[0]?.endpoints[0]).toMatchObject({ quirks: { fillGaps: false } });
  });

  test("stops at its budget, says so, and still proposes what it found", async () => {
    const { port, device } = await bench.start({ profile: "plc" });
    const proposal = await probe(`modbus://127.0.0.1:${port}/1`, { budget: 12 });
    expect(device.requestLog()).toHaveLength(12);
    expect(proposal).toContain("The budget was spent before the end");
    expect(asInventory(proposal).assets).toHaveLength(1);
  });

  test("asks the unit of the URL alone, and of a gateway only the units that were named", async () => {
    const { port, device } = await bench.start({ profile: "gateway-16", assets: [assetOf(3), assetOf(12)] });
    await probe(`modbus://127.0.0.1:${port}/12`);
    expect(new Set(device.requestLog().map(({ unit }) => unit))).toEqual(new Set([12]));
    const proposal = await probe(`modbus://127.0.0.1:${port}`, { units: "2-12", budget: 400 });
    expect(new Set(device.requestLog().map(({ unit }) => unit))).toEqual(new Set([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]));
    const urls = asInventory(proposal).assets.map(({ endpoints }) => endpoints[0]?.url);
    expect(urls).toEqual([`modbus://127.0.0.1:${port}/3`, `modbus://127.0.0.1:${port}/12`]);
    expect(proposal).toContain("behindGateway: true");
  });

  test("takes a device that answers under every unit id for one", async () => {
    const { port } = await bench.start({ profile: "plc" });
    const proposal = await probe(`modbus://127.0.0.1:${port}`, { units: "1-5" });
    expect(proposal).toContain("ignores the unit id");
    expect(asInventory(proposal).assets).toHaveLength(1);
  });

  test("shows the fixed client certificate to a device that speaks TLS alone", async () => {
    const folder = await mkdtemp(join(tmpdir(), "plantwatch-propose-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const known = await loadOrMakeIdentity(join(folder, "identity"), "test", "client");
    const { port } = await bench.start({
      profile: "plc",
      without: ["cleartext"],
      trustedClientPems: [known.certificatePem],
      dataDir: folder,
    });
    const url = `modbus+tls://127.0.0.1:${port}/1`;
    const proposal = await probe(url, { budget: 30 }, { ...services, identity: known });
    expect(asInventory(proposal).assets[0]?.endpoints[0]).toMatchObject({ url });
    await expect(probe(`modbus://127.0.0.1:${port}/1`)).rejects.toMatchObject({ code: "not-reachable" });
  });

  test("says that nothing is there", async () => {
    const { port, device } = await bench.start({ profile: "plc" });
    await device.stop();
    await expect(probe(`modbus://127.0.0.1:${port}/1`)).rejects.toMatchObject({ code: "not-reachable" });
  });

  test("never asks reserved unit ids", async () => {
    const { port, device } = await bench.start({ profile: "plc" });
    await expect(probe(`modbus://127.0.0.1:${port}/250`)).rejects.toMatchObject({ code: "unit-not-askable" });
    await expect(probe(`modbus://127.0.0.1:${port}/0`)).rejects.toMatchObject({ code: "unit-not-askable" });
    await expect(probe(`modbus://127.0.0.1:${port}`, { units: "240-255" })).rejects.toMatchObject({ code: "usage" });
    expect(device.requestLog()).toEqual([]);
  });
});

test("unitsIn takes one unit or a range", () => {
  expect(unitsIn("7")).toEqual([7]);
  expect(unitsIn("3-5")).toEqual([3, 4, 5]);
  for (const wrong of ["", "0-3", "5-3", "1-300", "a"]) expect(() => unitsIn(wrong)).toThrow("--units");
});
