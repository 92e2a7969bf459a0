import type { ScoreSummaryView } from "../../../api/contract/scores.ts";
import { day, type Instant } from "../../../model/instant.ts";

/** Where a trend over the last days begins: at the first score, where the history is younger than that. */
export function historyStart(history: readonly ScoreSummaryView[], now: Instant, days: number): Instant {
  const first = Math.min(...history.filter(({ demonstrated }) => demonstrated !== null).map(({ at }) => Date.parse(at)), now);
  return Math.max(first, now - days * day);
}
