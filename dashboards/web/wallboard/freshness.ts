import { type Instant, minute } from "../../../model/instant.ts";

/** Data of this age is old, and at the second age the wallboard is all grey. */
const oldFrom = 3 * minute;
const greyFrom = 15 * minute;

/** How grey the wallboard is drawn, 0 to 1: by the age of the newest data, and not before that age is worth a word. */
export function greyness(newest: Instant | null, now: Instant): number {
  if (newest === null) return 1;
  const age = now - newest;
  if (age < oldFrom) return 0;
  return Math.min(1, 0.4 + (0.6 * (age - oldFrom)) / (greyFrom - oldFrom));
}
