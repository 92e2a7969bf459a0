import { createHash } from "node:crypto";
import { chance } from "../../simulators/random.ts";

/** Seeded choices: the same seed and names give the same sequence on every machine. */
export class Dice {
  readonly #seed: number;
  readonly #names: readonly (string | number)[];
  #throws = 0;

  constructor(seed: number, ...names: readonly (string | number)[]) {
    this.#seed = seed;
    this.#names = names;
  }

  /** A whole number from `from` up to and including `to`. */
  between(from: number, to: number): number {
    return from + Math.floor(this.#next() * (to - from + 1));
  }

  /** True in that share of the throws. */
  falls(share: number): boolean {
    return this.#next() < share;
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.between(0, items.length - 1)] ?? items[0];
  }

  bytes(length: number): Buffer {
    return createHash("shake256", { outputLength: length }).update(String(this.#next())).digest();
  }

  #next(): number {
    this.#throws += 1;
    return chance(this.#seed, ...this.#names, this.#throws);
  }
}
