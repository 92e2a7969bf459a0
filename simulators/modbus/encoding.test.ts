import { describe, expect, test } from "vitest";
import { encodeWords, type ValueType } from "./encoding.ts";

describe("registers of a value", () => {
  const cases: readonly [value: number, type: ValueType, words: readonly number[]][] = [
    [1, "bool", [1]],
    [65_535.4, "uint16", [0xffff]],
    [70_000, "uint16", [0xffff]],
    [-1, "uint16", [0]],
    [-1, "int16", [0xffff]],
    [-40_000, "int16", [0x8000]],
    [0x12345678, "uint32", [0x1234, 0x5678]],
    [-2, "int32", [0xffff, 0xfffe]],
    [1.5, "float32", [0x3fc0, 0]],
    [2 ** 33 + 1, "uint64", [0, 2, 0, 1]],
    [-1, "int64", [0xffff, 0xffff, 0xffff, 0xffff]],
    [1.5, "float64", [0x3ff8, 0, 0, 0]],
  ];
  test.each(cases)("%d as %s", (value, type, words) => {
    expect(encodeWords(value, type, { wordOrder: "big" })).toEqual(words);
    expect(encodeWords(value, type, { wordOrder: "little" })).toEqual(words.toReversed());
  });
});
