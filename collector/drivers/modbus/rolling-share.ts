import type { Instant } from "../../../model/instant.ts";

interface Bucket {
  readonly slot: number;
  hits: number;
  total: number;
}

/** Steps in which shares are told, in percent, so that facts stay equal while little changes. */
export const shareSteps = [0, 1, 2, 5, 10, 20, 50, 80, 90, 95, 98, 99, 100] as const;

/** Percent rounded down to a step. */
export function toShareStep(percent: number): number {
  return shareSteps.findLast((step) => step <= percent) ?? 0;
}

/** The share of something over a window that moves along, in a fixed number of buckets however much is counted. */
export class RollingShare {
  readonly #slotMs: number;
  readonly #slots: number;
  #buckets: Bucket[] = [];

  constructor(windowMs: number, slots: number) {
    this.#slotMs = windowMs / slots;
    this.#slots = slots;
  }

  add(at: Instant, hit: boolean): void {
    const slot = Math.floor(at / this.#slotMs);
    let bucket = this.#buckets.at(-1);
    if (bucket?.slot !== slot) {
      bucket = { slot, hits: 0, total: 0 };
      this.#buckets = [...this.#within(slot), bucket];
    }
    bucket.total += 1;
    if (hit) bucket.hits += 1;
  }

  /** Hits in percent, rounded down to a step; undefined below `fewest` counts. */
  percent(at: Instant, fewest: number): number | undefined {
    const buckets = this.#within(Math.floor(at / this.#slotMs));
    const total = buckets.reduce((sum, bucket) => sum + bucket.total, 0);
    const hits = buckets.reduce((sum, bucket) => sum + bucket.hits, 0);
    return total < fewest ? undefined : toShareStep((hits / total) * 100);
  }

  #within(slot: number): Bucket[] {
    return this.#buckets.filter((bucket) => bucket.slot > slot - this.#slots);
  }
}
