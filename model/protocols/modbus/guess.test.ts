import { describe, expect, it } from "vitest";
import { guessRegisters, readPair } from "./guess.ts";

function words(value: number, type: "float32" | "uint32", order: "big" | "little" = "big"): number[] {
  const bytes = Buffer.alloc(4);
  if (type === "float32") bytes.writeFloatBE(value);
  else bytes.writeUInt32BE(value);
  const [high, low] = [bytes.readUInt16BE(0), bytes.readUInt16BE(2)];
  return order === "big" ? [high, low] : [low, high];
}

describe("readPair", () => {
  it("shows both word orders side by side", () => {
    const pair = readPair(7, words(50.25, "float32", "little"));
    expect(pair).toMatchObject({
      address: 7,
      words: [0, 0x4249],
      uint16: [0, 0x4249],
      uint32: { big: 0x4249, little: 0x42490000 },
    });
    expect(pair.float32?.little).toBe(50.25);
    expect(pair.float32?.big).toBeCloseTo(0);
  });

  it("has one register alone at the end of a range, and no number where a float is none", () => {
    expect(readPair(9, [3])).toEqual({ address: 9, words: [3], uint16: [3], int16: [3] });
    expect(readPair(0, [0x7fc0, 0x0001]).float32?.big).toBeUndefined();
  });
});

describe("guessRegisters", () => {
  it.each([
    ["float, high word first", words(230.7, "float32"), { type: "float32", wordOrder: "big", reason: "float" }],
    ["float, low word first", words(230.7, "float32", "little"), { type: "float32", wordOrder: "little", reason: "float" }],
    ["round setting", words(2.5, "float32"), { type: "float32", wordOrder: "big", reason: "float" }],
    ["total, high word first", words(1_417_170, "uint32"), { type: "uint32", wordOrder: "big", reason: "count" }],
    ["total, low word first", words(1_417_170, "uint32", "little"), { type: "uint32", wordOrder: "little", reason: "count" }],
    ["two small settings", [2, 200], { type: "uint16", reason: "small", width: 1 }],
    ["negative temperature", [0x10000 - 35, 7], { type: "int16", reason: "negative", value: -35 }],
    ["nothing", [0, 0], { type: "uint16", reason: "zero" }],
  ])("recognises a %s", (_, registers, expected) => {
    expect(guessRegisters(100, registers)[0]).toMatchObject(expected);
  });

  it("says so where both word orders make an everyday float", () => {
    expect(guessRegisters(0, [0x436a, 0xc1ea])[0]).toMatchObject({ type: "float32", reason: "float-either" });
  });

  it("lets the word order that is clear elsewhere decide", () => {
    const ambiguous = [0x436a, 0xc1ea];
    const clear = [...words(21.3, "float32", "little"), ...words(0.7, "float32", "little")];
    expect(guessRegisters(0, [...ambiguous, ...clear]).map(({ wordOrder }) => wordOrder)).toEqual(["little", "little", "little"]);
  });

  it("takes every register for one value", () => {
    const registers = [...words(21.3, "float32"), 215, 0, ...words(700_000, "uint32"), 12];
    expect(guessRegisters(40, registers).map(({ pair, type }) => [pair.address, type])).toEqual([
      [40, "float32"],
      [42, "uint16"],
      [43, "uint16"],
      [44, "uint32"],
      [46, "uint16"],
    ]);
  });
});
