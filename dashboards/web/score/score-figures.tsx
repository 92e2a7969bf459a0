import type { EnterpriseSummary } from "../../../api/contract/enterprises.ts";
import type { ScoreSummaryView } from "../../../api/contract/scores.ts";
import { asShown } from "../format/format.ts";
import { useWords } from "../words/language.tsx";
import type { ScoreFigures } from "./bar-geometry.ts";

const nothing: ScoreFigures = { demonstrated: null, potential: null, coverage: null, capAt: null };

/** The figures of a stored score, or of none. */
export function figuresOf(score: ScoreSummaryView | null): ScoreFigures {
  return score ?? nothing;
}

/** Points gained or lost since a day ago, as they are shown: the difference of the rounded figures. */
export function changeOf({ score, scoreBefore }: Pick<EnterpriseSummary, "score" | "scoreBefore">) {
  const now = score?.demonstrated ?? null;
  const before = scoreBefore?.demonstrated ?? null;
  return now === null || before === null ? null : asShown(now) - asShown(before);
}

/** The direction of a score with its points: an arrow, a sign and, for readers of the page's text, words. */
export function ScoreChange({ points }: { points: number | null }) {
  const { t, format } = useWords();
  if (points === null) return null;
  const rounded = Math.round(points * 10) / 10;
  if (rounded === 0) return <span className="faint">{t("score.same")}</span>;
  const text = { points: format.points(Math.abs(rounded)) };
  return (
    <span className={rounded > 0 ? "change change-up" : "change change-down"}>
      <span aria-hidden="true">{rounded > 0 ? "↑" : "↓"}</span>
      <span className="visually-hidden">{rounded > 0 ? t("score.up", text) : t("score.down", text)}</span>
      <span aria-hidden="true">{text.points}</span>
    </span>
  );
}
