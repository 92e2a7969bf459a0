import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, compare, divide, fromDecimal, multiply, ratio, reduce, subtract, sum, toNumber } from "./fraction.ts";

const integers = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const fractions = fc.tuple(integers, fc.bigInt({ min: 1n, max: 10n ** 30n })).map(([n, d]) => ratio(n, d));

describe("fractions", () => {
  it("read a figure as it is written", () => {
    expect(fromDecimal(0.1)).toEqual({ n: 1n, d: 10n });
    expect(fromDecimal(-2.75)).toEqual({ n: -275n, d: 100n });
    expect(fromDecimal(1e-7)).toEqual({ n: 1n, d: 10n ** 7n });
    expect(fromDecimal(2e21)).toEqual({ n: 2n * 10n ** 21n, d: 1n });
    expect(() => fromDecimal(Number.NaN)).toThrow(RangeError);
  });

  it("refuse a denominator of zero", () => {
    expect(() => divide(ratio(1n, 2n), ratio(0n, 5n))).toThrow(RangeError);
  });

  it("obey the laws of arithmetic", () => {
    fc.assert(
      fc.property(fractions, fractions, fractions, (a, b, c) => {
        expect(compare(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c)))).toBe(0);
        expect(compare(add(subtract(a, b), b), a)).toBe(0);
        if (b.n !== 0n) expect(compare(multiply(divide(a, b), b), a)).toBe(0);
        expect(compare(sum([a, b, c]), add(a, add(b, c)))).toBe(0);
        expect(compare(reduce(a), a)).toBe(0);
      }),
    );
  });

  it("convert to the nearest number, however large their parts are", () => {
    expect(toNumber(ratio(397n, 660n))).toBe(397 / 660);
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-3, max: 1e6 }), integers, (value, factor) => {
        const exact = fromDecimal(value);
        const blownUp = factor === 0n ? exact : ratio(exact.n * factor, exact.d * factor);
        expect(toNumber(blownUp)).toBe(value);
      }),
    );
  });
});
