import { describe, expect, it } from "vitest";
import { type Inventory, inventorySchema } from "../model/inventory/inventory.ts";
import { inventoryTruth } from "./inventory-truth.ts";

function inventory(asset: object, conduits: object[] = []): Inventory {
  return inventorySchema.parse({
    enterprise: { id: "e", name: "E", types: ["N"], grade: 1 },
    sites: [
      {
        id: "s",
        name: "S",
        zones: [
          { id: "office", name: "Office" },
          { id: "control", name: "Control" },
        ],
        conduits,
        collectors: [{ id: "c1", zone: "office" }],
      },
    ],
    assets: [{ id: "a", name: "A", site: "s", role: "field-device", ...asset }],
  });
}

function truth(asset: object, conduits?: object[]): Record<string, string> {
  return Object.fromEntries(inventoryTruth(inventory(asset, conduits)).map(({ check, status }) => [check, status]));
}

const endpoint = (address: string) => ({ endpoints: [{ id: "e", protocol: "modbus", url: "modbus://10.0.0.1:502/1", address }] });
const conduit = (protocols: string[]) => [{ id: "c", from: "office", to: "control", protocols }];

describe("inventoryTruth", () => {
  it("finds every field that is missing", () => {
    expect(truth({})).toEqual({
      "inventory.owner": "fail",
      "inventory.criticality": "fail",
      "inventory.zone": "fail",
      "inventory.identity": "fail",
    });
    expect(truth({ owner: "o", criticality: 3, zone: "office", vendor: "v", product: "p", version: "1" })).toEqual({
      "inventory.owner": "pass",
      "inventory.criticality": "pass",
      "inventory.zone": "pass",
      "inventory.identity": "pass",
    });
  });

  it("claims nothing about an identity that is there in part", () => {
    expect(truth({ vendor: "v" })).not.toHaveProperty("inventory.identity");
  });

  it.each([
    ["10.1.2.3", "pass"],
    ["172.31.0.9", "pass"],
    ["172.32.0.9", "fail"],
    ["100.64.3.4", "pass"],
    ["8.8.8.8", "fail"],
    ["fd00::5", "pass"],
    ["2001:db8::5", "fail"],
  ])("judges the declared address %s: %s", (address, status) => {
    expect(truth(endpoint(address))["net.public-address"]).toBe(status);
  });

  it.each([
    ["office", [], "not-applicable"],
    ["control", [], "fail"],
    ["control", conduit(["modbus"]), "pass"],
    ["control", conduit(["opcua"]), "fail"],
  ])("asks for a conduit from the collector's zone to %s: %j gives %s", (zone, conduits, status) => {
    expect(truth({ zone, ...endpoint("10.0.0.1") }, conduits)["net.zone-crossing"]).toBe(status);
  });
});
