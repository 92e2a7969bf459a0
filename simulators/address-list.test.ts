import { describe, expect, it } from "vitest";
import { parseCsv } from "../model/csv/parse-csv.ts";
import { type Inventory, inventorySchema } from "../model/inventory/inventory.ts";
import { addressFaults, simulatedAddressListSchema } from "../model/truth/address-list.ts";
import { addressListFile, addressListTruth } from "./address-list.ts";

const inventory: Inventory = inventorySchema.parse({
  enterprise: { id: "e", name: "E", types: ["N"], grade: 1 },
  sites: [{ id: "s", name: "S", collectors: [{ id: "c1" }] }],
  assets: ["a", "b"].map((id, index) => ({
    id,
    name: id,
    site: "s",
    role: "field-device",
    endpoints: [{ id: "mb", protocol: "modbus", url: "modbus://10.0.0.1:502/1", address: `10.0.0.${index + 1}` }],
  })),
});
const now = Date.parse("2026-11-24T12:00:00Z");

function rows(list: object) {
  const parsed = parseCsv(addressListFile(inventory, simulatedAddressListSchema.parse(list), now).text);
  if (!parsed.ok) throw new Error("no table");
  const [heading = [], ...body] = parsed.rows;
  return body.map((cells) => Object.fromEntries(heading.map((title, index) => [title, cells[index] ?? ""])));
}

function truth(list: object, isSeen = () => true) {
  const lines = addressListTruth(inventory, simulatedAddressListSchema.parse(list), isSeen);
  return Object.fromEntries(
    lines.map(({ asset = "others", check, status }) => [`${asset} ${check.slice("net.address-".length)}`, status]),
  );
}

describe("the address record list of a simulated plant", () => {
  it("has a whole record for every declared address, and one for every other range", () => {
    const written = rows({ others: [{ range: "10.9.0.0/24" }] });
    expect(written.map((row) => [row["First address"], row.Asset, row["Recorded on"], row.Place])).toEqual([
      ["10.0.0.1", "a", "2026-09-25", "S"],
      ["10.0.0.2", "b", "2026-09-25", "S"],
      ["10.9.0.0/24", "", "2026-09-25", "store"],
    ]);
  });

  it("has the faults that are declared", () => {
    expect(rows({ faults: { a: ["unrecorded"], b: ["other-asset", "no-place"] } })).toMatchObject([
      { "First address": "10.0.0.2", Asset: "a", Place: "" },
    ]);
  });

  it("is judged well where nothing is declared, and by its faults where something is", () => {
    expect(Object.values(truth({})).filter((status) => status === "fail")).toEqual([]);
    for (const fault of addressFaults) {
      const failing = Object.entries(truth({ faults: { a: [fault] } })).filter(([, status]) => status === "fail");
      expect(failing, fault).toHaveLength(1);
      expect(failing[0]?.[0]).toMatch(/^a /);
    }
    expect(truth({ faults: { a: ["unrecorded"] } })).toMatchObject({
      "a record-wrong": "not-applicable",
      "b record-wrong": "pass",
    });
  });

  it("leaves open what only a look at the endpoint shows", () => {
    expect(truth({}, () => false)).toMatchObject({
      "a unrecorded": "unknown",
      "a record-wrong": "unknown",
      "a record-stale": "pass",
      "a partly-recorded": "pass",
    });
  });
});
