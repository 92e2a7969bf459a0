import type { EventView } from "../../../api/contract/system.ts";
import type { Instant } from "../../../model/instant.ts";

/** Marks closer than this share of the span would run into one. */
const least = 1 / 40;

/** The events of a span, newest first, that can be told apart when they are drawn on it. */
export function spreadMoves(moves: readonly EventView[], start: Instant, end: Instant): readonly EventView[] {
  const shown: EventView[] = [];
  let last = Number.POSITIVE_INFINITY;
  for (const move of moves.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))) {
    const at = Date.parse(move.at);
    if (at < start || last - at < (end - start) * least) continue;
    shown.push(move);
    last = at;
  }
  return shown;
}
