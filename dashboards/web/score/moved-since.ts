import type { ScoreSummaryView } from "../../../api/contract/scores.ts";
import type { Instant } from "../../../model/instant.ts";
import { asShown } from "../format/format.ts";

export interface ScoreMove {
  readonly from: number;
  readonly to: number;
  /** When the newest score was reckoned. */
  readonly at: string;
}

/** How a score moved since a moment, from the score that held then (or the first one after it); undefined where nothing shows. */
export function movedSince(history: readonly ScoreSummaryView[], since: Instant): ScoreMove | undefined {
  const known = history
    .flatMap(({ at, demonstrated }) => (demonstrated === null ? [] : [{ at, value: demonstrated }]))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const from = known.findLast(({ at }) => Date.parse(at) <= since) ?? known[0];
  const to = known.at(-1);
  if (from === undefined || to === undefined || asShown(from.value) === asShown(to.value)) return undefined;
  return { from: from.value, to: to.value, at: to.at };
}
