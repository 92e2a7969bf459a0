/** An exact rational number; the denominator is positive and need not be in lowest terms. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

export const zero: Fraction = { n: 0n, d: 1n };
export const one: Fraction = { n: 1n, d: 1n };

export function ratio(n: bigint, d: bigint): Fraction {
  if (d === 0n) throw new RangeError("a fraction has no denominator 0");
  return d < 0n ? { n: -n, d: -d } : { n, d };
}

/** The exact value of a figure as it is written in decimal (0.1 is one tenth, not its nearest binary number). */
export function fromDecimal(value: number): Fraction {
  if (Number.isSafeInteger(value)) return { n: BigInt(value), d: 1n };
  const [, sign = "", whole = "0", decimals = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  if (!Number.isFinite(value)) throw new RangeError(`${value} is not a figure`);
  const scale = decimals.length - Number(exponent);
  const digits = BigInt(`${sign}${whole}${decimals}`);
  return scale >= 0 ? { n: digits, d: 10n ** BigInt(scale) } : { n: digits * 10n ** BigInt(-scale), d: 1n };
}

export function add(a: Fraction, b: Fraction): Fraction {
  return a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return add(a, { n: -b.n, d: b.d });
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return { n: a.n * b.n, d: a.d * b.d };
}

export function divide(a: Fraction, b: Fraction): Fraction {
  return ratio(a.n * b.d, a.d * b.n);
}

/** Negative, zero or positive as a is smaller than, equal to or greater than b. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function smaller(a: Fraction, b: Fraction): Fraction {
  return compare(a, b) <= 0 ? a : b;
}

/** Sums; what shares a denominator is added up first, so that thousands of addends cost few reductions. */
export function sum(values: Iterable<Fraction>): Fraction {
  const byDenominator = new Map<bigint, bigint>();
  for (const { n, d } of values) byDenominator.set(d, (byDenominator.get(d) ?? 0n) + n);
  let total = zero;
  for (const [d, n] of byDenominator) total = reduce(add(total, { n, d }));
  return total;
}

/** The same number in lowest terms. */
export function reduce({ n, d }: Fraction): Fraction {
  const divisor = greatestCommonDivisor(n < 0n ? -n : n, d);
  return divisor === 1n ? { n, d } : { n: n / divisor, d: d / divisor };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [larger, rest] = [a, b];
  while (rest !== 0n) [larger, rest] = [rest, larger % rest];
  return larger;
}

const exactlyRepresentable = 2n ** 53n;

/** The nearest binary number. */
export function toNumber({ n, d }: Fraction): number {
  const magnitude = n < 0n ? -n : n;
  if (magnitude <= exactlyRepresentable && d <= exactlyRepresentable) return Number(n) / Number(d);
  const shift = BigInt(Math.max(0, 64 + d.toString(2).length - magnitude.toString(2).length));
  return Number((n << shift) / d) / 2 ** Number(shift);
}
