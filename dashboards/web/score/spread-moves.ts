import type { Instant } from "../../../model/instant.ts";

/** Marks closer than this share of the span would run into one. */
const least = 1 / 40;

/** The moves of a span, newest first, that can be told apart when they are drawn on it. */
export function spreadMoves<M extends { readonly at: string }>(moves: readonly M[], start: Instant, end: Instant): readonly M[] {
  const shown: M[] = [];
  let last = Number.POSITIVE_INFINITY;
  for (const move of moves.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))) {
    const at = Date.parse(move.at);
    if (at < start || last - at < (end - start) * least) continue;
    shown.push(move);
    last = at;
  }
  return shown;
}
