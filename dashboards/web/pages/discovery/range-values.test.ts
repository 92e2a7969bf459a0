import { describe, expect, it } from "vitest";
import { discoveryRangeSchema } from "../../../../model/discovery/range.ts";
import { portsIn, rangeOf } from "./range-values.ts";

describe("portsIn", () => {
  it("takes ports with their protocol", () => {
    expect(portsIn("opcua:4840, modbus:502")).toEqual([
      { protocol: "opcua", port: 4840 },
      { protocol: "modbus", port: 502 },
    ]);
    expect(portsIn("modbus:1502，opcua:48010")).toHaveLength(2);
  });

  it.each(["", "502", "http:80", "modbus:502, 4840"])("refuses %j", (text) => {
    expect(portsIn(text)).toBeUndefined();
  });
});

describe("rangeOf", () => {
  const fields = { site: "works", id: "cell-1", range: " 10.1.2.0/28 ", ports: "modbus:502", gap: 100, hours: 20 };

  it("is a range as the inventory takes it", () => {
    const made = rangeOf({ ...fields, until: "2026-12-31", from: "22:00", to: "04:00" });
    expect(discoveryRangeSchema.parse(made)).toMatchObject({
      id: "cell-1",
      range: "10.1.2.0/28",
      every: 72_000_000,
      maintenanceWindows: [{ from: "22:00", to: "04:00" }],
    });
  });

  it("leaves out what was not typed", () => {
    expect(Object.keys(rangeOf(fields)).sort()).toEqual(["every", "gap", "id", "ports", "range"]);
  });
});
