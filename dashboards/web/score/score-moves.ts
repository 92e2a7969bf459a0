import type { ScoreCauseView, ScoreStepView } from "../../../api/contract/scores.ts";

/** A step of a score with what it rose or fell from and what moved it. */
export interface ScoreMove {
  readonly at: string;
  /** Demonstrated before and after, percent; null before the first score. */
  readonly before: number | null;
  readonly after: number | null;
  readonly causes: readonly ScoreCauseView[];
}

/** The steps of a history, oldest first, as moves, newest first; the one that held at the start of the span moved nothing. */
export function movesOf(history: readonly ScoreStepView[]): readonly ScoreMove[] {
  return history
    .map(({ at, demonstrated, causes }, index) => ({
      at,
      before: history[index - 1]?.demonstrated ?? null,
      after: demonstrated,
      causes,
    }))
    .filter(({ causes }) => causes.length > 0)
    .reverse();
}
