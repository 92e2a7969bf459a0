import { minute, second } from "../../model/instant.ts";

/** How long a struggling peer is left alone. */
export interface BackOff {
  /** Failures in a row. */
  readonly failures: number;
  succeeded(): void;
  /** Notes a failure and answers how long to wait before the next attempt, milliseconds. */
  failed(): number;
}

/** Doubles from `first` to `most` with half to full jitter, so that devices that failed together do not come back together. */
export function createBackOff(options: { first?: number; most?: number; random?: () => number } = {}): BackOff {
  const { first = second, most = 5 * minute, random = Math.random } = options;
  let failures = 0;
  return {
    get failures() {
      return failures;
    },
    succeeded() {
      failures = 0;
    },
    failed() {
      const full = Math.min(most, first * 2 ** Math.min(failures, 30));
      failures += 1;
      return full * (0.5 + random() / 2);
    },
  };
}
