import { describe, expect, it } from "vitest";
import { type Doubt, doubtsOf, overlapping, readValue, type SignalReading, type WordAt } from "./doubts.ts";

/** 20.0037 with the high word first at 10, the same with the low word first at 20, small registers at 30, -5 at 40. */
const registers = new Map([
  [9, 3],
  [10, 0x41a0],
  [11, 0x0794],
  [12, 3],
  [19, 5],
  [20, 0x0794],
  [21, 0x41a0],
  [22, 9],
  [30, 7],
  [31, 12],
  [40, 0xfffb],
  [45, 0x5055],
  [46, 0x4d50],
  [47, 0x2d30],
  [50, 0x7fc0],
  [51, 0],
]);
const wordAt: WordAt = (table, address) => (table === "input-register" ? registers.get(address) : undefined);
const reading = (address: number, type: SignalReading["type"], wordOrder: "big" | "little" = "big"): SignalReading => ({
  table: "input-register",
  address,
  type,
  wordOrder,
});

describe("doubtsOf", () => {
  it.each<[string, SignalReading, Doubt[]]>([
    ["the right reading", reading(10, "float32"), []],
    ["the right reading with the low word first", reading(20, "float32", "little"), []],
    ["the wrong word order", reading(10, "float32", "little"), ["other-order"]],
    ["the other wrong word order", reading(20, "float32"), ["other-order"]],
    ["an address one too high", reading(11, "float32"), ["one-before"]],
    ["an address one too low", reading(9, "float32"), ["one-after"]],
    ["a float read as an integer", reading(10, "uint16"), ["is-float"]],
    ["a float read as a long integer", reading(10, "uint32"), ["is-float"]],
    ["small integers read as a float", reading(30, "float32"), ["no-float"]],
    ["small integers", reading(30, "uint16"), []],
    ["a negative value without its sign", reading(40, "uint16"), ["is-negative"]],
    ["a negative value", reading(40, "int16"), []],
    ["part of a text", reading(46, "uint16"), ["is-text"]],
    ["what is no number", reading(50, "float32"), ["no-number"]],
    ["an address that was not read", reading(60, "uint16"), ["no-value"]],
    ["a value that runs over what was read", reading(12, "uint64"), ["no-value"]],
  ])("%s", (_, given, expected) => {
    expect(doubtsOf(given, wordAt)).toEqual(expected);
  });

  it("says nothing against bits", () => {
    const coil: SignalReading = { table: "coil", address: 0, type: "bool", wordOrder: "big" };
    expect(doubtsOf(coil, () => 1)).toEqual([]);
  });
});

describe("readValue", () => {
  it("reads as the device would be read", () => {
    expect(readValue(reading(10, "float32"), wordAt)).toBeCloseTo(20.0037, 4);
    expect(readValue(reading(40, "int16"), wordAt)).toBe(-5);
    expect(readValue(reading(60, "int16"), wordAt)).toBeUndefined();
  });
});

describe("overlapping", () => {
  it("finds readings that share registers, but not two of the same value", () => {
    const [float, inside, apart] = [reading(10, "float32"), reading(11, "uint16"), reading(12, "uint16")];
    expect([...overlapping([float, inside, apart])]).toEqual([float, inside]);
    expect(overlapping([float, { ...float }]).size).toBe(0);
    expect(overlapping([float, { ...float, wordOrder: "little" }]).size).toBe(2);
    expect(overlapping([float, { ...inside, table: "holding-register" }]).size).toBe(0);
  });
});
