import { describe, expect, it } from "vitest";
import { type Inventory, inventorySchema } from "../model/inventory/inventory.ts";
import { strangerTruth, withoutStrangers } from "./strangers.ts";

const asset = (id: string, url: string) => ({
  id,
  name: id,
  site: "works",
  role: "field-device",
  endpoints: [{ id: "e", protocol: url.startsWith("opc") ? "opcua" : "modbus", url }],
});

function plant(range: object | undefined, ...assets: object[]): Inventory {
  const discovery = range === undefined ? [] : [{ id: "cell", ...range }];
  return inventorySchema.parse({
    enterprise: { id: "e", name: "E", types: ["N"], grade: 1 },
    sites: [{ id: "works", name: "W", collectors: [{ id: "c1" }], discovery }],
    assets,
  });
}

const known = asset("meter", "modbus://10.0.0.10:502/1");
const stranger = asset("stray", "modbus://10.0.0.11:502/1");
const range = { range: "10.0.0.0/28" };
const strangers = new Set(["stray"]);

describe("strangerTruth", () => {
  it("is a fault where a stranger answers in a declared range", () => {
    expect(strangerTruth(plant(range, known, stranger), strangers)).toMatchObject({
      enterprise: "e",
      check: "net.undeclared-device",
      status: "fail",
      weakness: "undeclared-device",
    });
  });

  it.each([
    ["nothing is there", [known]],
    ["it stands outside the range", [known, asset("stray", "modbus://10.0.1.11:502/1")]],
    ["it answers at a port that is not tried", [known, asset("stray", "modbus://10.0.0.11:1502/1")]],
    ["it speaks another protocol at that port", [known, asset("stray", "opc.tcp://10.0.0.11:502")]],
  ])("is well where %s", (_, assets) => {
    expect(strangerTruth(plant(range, ...assets), strangers).status).toBe("pass");
  });

  it("cannot be told where no range is declared", () => {
    expect(strangerTruth(plant(undefined, known, stranger), strangers).status).toBe("unknown");
  });
});

describe("withoutStrangers", () => {
  const running = [
    { assetId: "meter", endpointId: "e", url: "modbus://127.0.0.1:40001/1" },
    { assetId: "stray", endpointId: "e", url: "modbus://127.0.0.1:40002/1" },
  ];

  it("leaves the stranger out and moves the range to where the devices answer", () => {
    const described = plant(range, known, stranger);
    const monitored = withoutStrangers(described, described, strangers, running);
    expect(monitored.assets.map(({ id }) => id)).toEqual(["meter"]);
    expect(monitored.sites[0]?.discovery[0]).toMatchObject({
      range: "127.0.0.1",
      ports: [
        { protocol: "modbus", port: 40001 },
        { protocol: "modbus", port: 40002 },
      ],
    });
  });

  it("refuses a range in which nothing stands, since its ports would be somebody else's", () => {
    const described = plant({ range: "10.9.9.0/28" }, known);
    expect(() => withoutStrangers(described, described, strangers, running)).toThrow("No device stands");
  });
});
