import { createHash } from "node:crypto";

/** A number in [0, 1) that depends on the seed and the parts alone: equal input, equal output, on every machine. */
export function chance(seed: number, ...parts: readonly (string | number)[]): number {
  const digest = createHash("sha256")
    .update(JSON.stringify([seed, ...parts]))
    .digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}

/** The same as a whole number from `from` up to and including `to`. */
export function chanceBetween(from: number, to: number, seed: number, ...parts: readonly (string | number)[]): number {
  return from + Math.floor(chance(seed, ...parts) * (to - from + 1));
}
