import { add, divide, type Fraction, multiply, one, reduce, sum, zero } from "./fraction.ts";

/** The three numbers of every level, as shares of one. */
export interface Level {
  /** What is proved. */
  readonly demonstrated: Fraction;
  /** What it would be if all that is unknown were good. */
  readonly potential: Fraction;
  /** The share that is known. */
  readonly coverage: Fraction;
}

/** Nothing is known: the value of an empty scope and of a claim that nobody made (scoring rules 3 and 5). */
export const unknownLevel: Level = { demonstrated: zero, potential: one, coverage: zero };

export interface Weighted {
  readonly weight: Fraction;
  readonly level: Level;
}

/** The mean by weight; null where there is nothing to count (scoring rule 7). */
export function meanOf(parts: readonly Weighted[]): Level | null {
  if (parts.length === 0) return null;
  const total = sum(parts.map((part) => part.weight));
  const mean = (of: keyof Level) => reduce(divide(sum(parts.map(({ weight, level }) => multiply(weight, level[of]))), total));
  return { demonstrated: mean("demonstrated"), potential: mean("potential"), coverage: mean("coverage") };
}

/** Levels as they are once failing parts of this share have been put right: known before, good now. */
export function raisedBy(level: Level, share: Fraction): Level {
  return { ...level, demonstrated: add(level.demonstrated, share), potential: add(level.potential, share) };
}
