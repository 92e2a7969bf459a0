import { describe, expect, test } from "vitest";
import type { Asset, Inventory } from "../../model/inventory/inventory.ts";
import { inventorySchema } from "../../model/inventory/inventory.ts";
import { simulator } from "./device.ts";
import { assetOf, type DeviceOptions, declarationOf } from "./testing/bench.ts";
import { weaknesses, weaknessNames } from "./weaknesses.ts";

const baselineRegisters = [{ id: "mode", table: "holding-register", address: 100 }];

function inventoryOf(assets: readonly Asset[], conduits: readonly unknown[] = []): Inventory {
  const [asset] = assets;
  return inventorySchema.parse({
    enterprise: { id: "works", name: "水厂", types: ["N"], grade: 2 },
    sites: [
      {
        id: "site",
        name: "厂区",
        zones: [
          { id: "office", name: "办公网" },
          { id: "plant", name: "生产网" },
        ],
        conduits,
        collectors: [{ id: "c1", zone: "office" }],
      },
    ],
    assets: asset === undefined ? [] : assets,
  });
}

/** Status by check of the only asset, with the weakness it follows from. */
function truth(options: DeviceOptions, conduits: readonly unknown[] = []): Record<string, string> {
  const assets = options.assets ?? [assetOf(1)];
  const lines = simulator.expectations(declarationOf({ ...options, assets }), inventoryOf(assets, conduits));
  return Object.fromEntries(lines.map(({ check, status, weakness }) => [check, weakness ? `${status} ${weakness}` : status]));
}

const allDeclared = assetOf(
  1,
  {
    behindGateway: true,
    onRequest: ["modbus.units"],
    baselineRegisters,
    permittedClients: ["192.0.2.9"],
    runIndicator: { byte: 1 },
  },
  { zone: "plant", vendor: "Exemplar", product: "X", version: "1" },
);

describe("each weakness", () => {
  const made = weaknessNames.filter((name) => weaknesses[name].fails.length > 0 && name !== "silent" && name !== "cleartext");
  test.each(made)("%s makes its checks fail and no others", (name) => {
    const profile = name === "restarts" ? "rtu" : "plc";
    const lines = truth({ profile, assets: [allDeclared], without: ["cleartext"], weaknesses: [name] });
    const failing = Object.entries(lines).filter(([, status]) => status.startsWith("fail"));
    const byProfile: [string, string][] = [["modbus.any-client", "fail serves-anyone"]];
    const own = weaknesses[name].fails.map((check): [string, string] => [check, `fail ${name}`]);
    const expected = [...own, ...byProfile].filter(([check]) => !(weaknesses[name].undecided ?? []).includes(check));
    expect(new Map(failing)).toEqual(new Map(expected));
  });
});

test("a well-kept device passes what can be seen and leaves the rest not applicable", () => {
  const asset = assetOf(1, { baselineRegisters, permittedClients: ["127.0.0.1"], runIndicator: { byte: 1 } }, { version: "1" });
  expect(truth({ profile: "plc", assets: [asset], without: ["cleartext", "serves-anyone"] })).toEqual({
    "modbus.cleartext": "pass",
    "modbus.any-client": "not-applicable",
    "modbus.any-unit": "not-applicable",
    "modbus.tls-weak": "pass",
    "modbus.tls-no-client-auth": "pass",
    "modbus.exceptions-rising": "pass",
    "modbus.run-state": "pass",
    "modbus.protocol-violation": "pass",
    "modbus.unresponsive": "pass",
    "modbus.identity-changed": "pass",
  });
});

describe("cleartext", () => {
  const assets = [assetOf(1, {}, { zone: "plant" })];
  const conduit = { id: "c", from: "office", to: "plant", protocols: ["modbus"], secured: true };
  test.each([
    ["without a conduit fails", [], "fail cleartext"],
    ["in a secured conduit passes", [conduit], "pass"],
    ["in a conduit that is not secured fails", [{ ...conduit, secured: false }], "fail cleartext"],
    ["in a conduit for another protocol fails", [{ ...conduit, protocols: ["opcua"] }], "fail cleartext"],
    ["in a conduit the other way round fails", [{ ...conduit, from: "plant", to: "office" }], "fail cleartext"],
  ])("%s", (_, conduits, expected) => {
    expect(truth({ profile: "plc", assets }, conduits)["modbus.cleartext"]).toBe(expected);
  });
});

test("a secure port beside a plain one has verdicts of its own", () => {
  const secure = assetOf(1, { url: "modbus+tls://192.0.2.1:802/1" });
  expect(truth({ profile: "plc", assets: [secure] })).toMatchObject({ "modbus.cleartext": "pass", "modbus.tls-weak": "pass" });
  expect(truth({ profile: "plc" })).toMatchObject({ "modbus.tls-weak": "not-applicable" });
});

test("a device that says nothing, or nothing to the monitor, leaves unknown what would have to be seen", () => {
  const silent = truth({ profile: "plc", assets: [assetOf(1, { permittedClients: ["192.0.2.9"] })], weaknesses: ["silent"] });
  expect(silent).toEqual({
    "modbus.unresponsive": "fail silent",
    "modbus.cleartext": "unknown",
    "modbus.tls-weak": "not-applicable",
    "modbus.tls-no-client-auth": "not-applicable",
    "modbus.any-client": "unknown",
    "modbus.any-unit": "not-applicable",
    "modbus.exceptions-rising": "unknown",
    "modbus.protocol-violation": "unknown",
    "monitor.covered": "fail",
  });
  const closed = truth({ profile: "plc", assets: [assetOf(1, { permittedClients: ["192.0.2.9"] })], without: ["serves-anyone"] });
  expect(closed["modbus.any-client"]).toBe("unknown");
  expect(closed).not.toHaveProperty("modbus.unresponsive");
});

test("nothing is claimed where the inventory leaves the question open", () => {
  const lines = truth({ profile: "plc" });
  for (const check of ["modbus.any-client", "modbus.baseline-drift", "modbus.run-state", "modbus.identity-changed"]) {
    expect(lines).not.toHaveProperty(check);
  }
});

test("of several endpoints of an asset the worst holds", () => {
  const asset = assetOf(1, { permittedClients: ["127.0.0.1"] });
  const [endpoint] = asset.endpoints;
  if (endpoint?.protocol !== "modbus") throw new Error("the bench makes Modbus endpoints");
  const both = { ...asset, endpoints: [endpoint, { ...endpoint, id: "second", permittedClients: ["192.0.2.9"] }] };
  expect(truth({ profile: "plc", assets: [both] })["modbus.any-client"]).toBe("fail serves-anyone");
});
