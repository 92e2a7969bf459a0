import { describe, expect, it } from "vitest";
import { ceilingEntrySchema, createCeiling } from "./ceiling.ts";

describe("createCeiling", () => {
  const mayContact = createCeiling(["127.0.0.0/8", "10.1.2.3", "fd00::/8", "plc.plant.example"]);

  it.each(["127.0.0.1", "127.9.9.9", "10.1.2.3", "fd12::1", "[fd12::1]", "PLC.plant.example"])("allows %s", (host) => {
    expect(mayContact(host)).toBe(true);
  });

  it.each(["128.0.0.1", "10.1.2.4", "fe80::1", "localhost", "other.plant.example", ""])("refuses %s", (host) => {
    expect(mayContact(host)).toBe(false);
  });

  it("allows nothing where nothing is listed", () => {
    expect(createCeiling([])("127.0.0.1")).toBe(false);
  });
});

describe("ceilingEntrySchema", () => {
  it.each(["10.0.0.0/33", "10.0.0/8", "not a host", "1.2.3.4/x", ""])("refuses %s", (entry) => {
    expect(ceilingEntrySchema.safeParse(entry).success).toBe(false);
  });
  it.each(["10.0.0.0/8", "::1", "gateway-1", "plc.plant.example"])("takes %s", (entry) => {
    expect(ceilingEntrySchema.safeParse(entry).success).toBe(true);
  });
});
