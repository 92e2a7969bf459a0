import { second } from "../../../model/instant.ts";

const first = second;
const longest = 30 * second;

/**
 * Milliseconds to wait before connecting again, doubled with each failure in a row up to half a minute; `chance` (0 to 1) spreads
 * many pages that lost the same centre.
 */
export function retryDelay(failures: number, chance: number): number {
  const whole = Math.min(longest, first * 2 ** failures);
  return whole * (0.75 + chance / 4);
}
