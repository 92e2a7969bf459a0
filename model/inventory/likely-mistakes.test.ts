import { describe, expect, it } from "vitest";
import { formatIssue } from "../yaml/parse-yaml.ts";
import { likelyMistakes } from "./likely-mistakes.ts";

function warningsOf(...lines: readonly string[]): string[] {
  const text = `enterprise: { id: works, name: Works, types: [N], grade: 1 }
sites: [{ id: east, name: East, collectors: [{ id: c1 }] }]
assets:
  - id: plc
    name: PLC
    site: east
    role: field-device
    endpoints:
      - id: mb
        protocol: modbus
        url: modbus://127.0.0.1:502/1
${lines.map((line) => `        ${line}\n`).join("")}`;
  return likelyMistakes(text, "works.yaml").map(formatIssue);
}

const signals = (...entries: readonly string[]) => ["signals:", ...entries.map((entry) => `  - { ${entry} }`)];

describe("likelyMistakes", () => {
  it("has nothing to say of a sound map", () => {
    const sound = [
      "id: level, table: input-register, address: 0, type: float32",
      "id: flow, table: input-register, address: 2, type: float32",
      "id: flow-percent, table: input-register, address: 2, type: float32, scale: 0.1",
      "id: mode, table: holding-register, address: 1",
      "id: pump, table: coil, address: 1, type: bool",
      "id: last, table: holding-register, address: 65534, type: uint32",
      "id: far, table: holding-register, address: 30001",
    ];
    expect(warningsOf(...signals(...sound))).toEqual([]);
  });

  it.each([
    ["holding-register", 40_001, 0],
    ["holding-register", 49_999, 9998],
    ["input-register", 30_108, 107],
    ["discrete-input", 10_017, 16],
  ])("takes %s %i for a manual's number of address %i", (table, address, wire) => {
    expect(warningsOf(...signals(`id: a, table: ${table}, address: ${address}`))).toEqual([
      expect.stringMatching(
        new RegExp(`^works\\.yaml:13:\\d+ assets\\[0\\]\\.endpoints\\[0\\]\\.signals\\[0\\]\\.address: .*would be ${wire}$`),
      ),
    ]);
  });

  it("looks at configuration and health registers as well", () => {
    const warnings = warningsOf(
      "healthRegister: { table: holding-register, address: 40001 }",
      "baselineRegisters: [{ id: lock, table: holding-register, address: 40010 }]",
    );
    expect(warnings.map((warning) => warning.replace(/^\S+ |: .*/g, ""))).toEqual([
      "assets[0].endpoints[0].baselineRegisters[0].address",
      "assets[0].endpoints[0].healthRegister.address",
    ]);
  });

  it.each([
    ["a register inside a float", "type: float32", "address: 1"],
    ["two floats one register apart", "type: float32", "address: 1, type: float32"],
    ["one place as two types", "type: float32", "address: 0, type: uint32"],
    ["one place in two word orders", "type: uint32", "address: 0, type: uint32, wordOrder: little"],
  ])("warns of %s", (_, first, second) => {
    const warnings = warningsOf(
      ...signals(`id: b, table: input-register, ${second}`, `id: a, table: input-register, address: 0, ${first}`),
    );
    expect(warnings.join("\n")).toContain("lies over");
  });

  it("sees an overlap behind a short signal, and none between tables", () => {
    const long = "id: energy, table: input-register, address: 0, type: uint64";
    const inside = "id: a, table: input-register, address: 1";
    const also = "id: b, table: input-register, address: 3";
    const other = "id: c, table: holding-register, address: 1";
    expect(warningsOf(...signals(long, inside, also, other))).toEqual([
      expect.stringContaining('signals[1]: lies over "energy" (uint64 at input-register 0)'),
      expect.stringContaining('signals[2]: lies over "energy"'),
    ]);
  });

  it.each(["uint32", "float32", "uint64"])("warns of a %s that runs over the last register", (type) => {
    expect(warningsOf(...signals(`id: a, table: holding-register, address: 65535, type: ${type}`)).join("\n")).toContain(
      "runs over the last address",
    );
  });

  it("warns of a value that is wider than the device gives at once", () => {
    const warnings = warningsOf(
      "quirks: { maxRegistersPerRead: 2 }",
      ...signals("id: a, table: holding-register, address: 4, type: float64"),
    );
    expect(warnings.join("\n")).toContain("maxRegistersPerRead is 2");
  });

  it("takes bits, masked numbers and the whole of one register as they are", () => {
    const part = (id: string, more: string) => `id: ${id}, table: input-register, address: 20, ${more}`;
    const parts = [part("a", "type: bool, bit: 1"), part("b", "mask: 0x0F00"), part("c", "type: uint16")];
    expect(warningsOf(...signals(...parts))).toEqual([]);
    expect(warningsOf(...signals(part("a", "type: bool, bit: 1"), part("d", "type: float32"))).join("\n")).toContain("lies over");
  });

  it("warns of a text that lies over a number, and of a number in a table of bits", () => {
    const text = "id: name, table: input-register, address: 0, type: string, registers: 4";
    expect(warningsOf(...signals(text, "id: a, table: input-register, address: 3")).join("\n")).toContain('lies over "name"');
    expect(warningsOf(...signals("id: a, table: coil, address: 0, type: int32"))).toEqual([
      expect.stringContaining("signals[0].type: a coil is one bit; int32 is for registers"),
    ]);
  });

  it("warns of the fewer of two word orders", () => {
    const at = (address: number, order: string) =>
      `id: s${address}, table: holding-register, address: ${address}, type: float32, wordOrder: ${order}`;
    expect(warningsOf(...signals(at(0, "little"), at(2, "little"), at(4, "big")))).toEqual([
      expect.stringContaining("signals[2]: word order big"),
    ]);
  });

  it("warns of the one value of two registers that is off by one, and not where there are several", () => {
    const at = (address: number) => `id: s${address}, table: input-register, address: ${address}, type: float32`;
    expect(warningsOf(...signals(at(0), at(2), at(4), at(9)))).toEqual([
      expect.stringContaining("signals[3].address: 9 is odd, while the other 3"),
    ]);
    expect(warningsOf(...signals(at(0), at(2), at(4), at(9), at(11)))).toEqual([]);
    expect(warningsOf(...signals(at(0), at(2), at(9)))).toEqual([]);
  });

  it("warns of 16-bit values at every second register", () => {
    const at = (address: number, type = "uint16") => `id: s${address}, table: input-register, address: ${address}, type: ${type}`;
    expect(warningsOf(...signals(at(0), at(2), at(4), at(6)))).toEqual([
      expect.stringContaining("signals[0].type: 4 signals read every second input-register as uint16"),
    ]);
    expect(warningsOf(...signals(at(0), at(2), at(3), at(6)))).toEqual([]);
    expect(warningsOf(...signals(at(0), at(2), at(4), at(6, "float32")))).toEqual([]);
  });
});
