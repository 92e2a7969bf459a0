import { useWords } from "../words/language.tsx";
import { barGeometry, type ScoreFigures } from "./bar-geometry.ts";
import "./score-bar.css";

/** The picture of a score, the same everywhere: solid demonstrated, hatched potential, a tick for a cap, a line for coverage. */
export function ScoreBar({
  score,
  size = "row",
  capLabel,
}: {
  score: ScoreFigures;
  size?: "row" | "head";
  /** Reason of the cap, written at its tick. */
  capLabel?: string;
}) {
  const label = useScoreLabel(score);
  const { solidTo, hatchedTo, coverageTo, capAt } = barGeometry(score);
  return (
    <div className={`score-bar score-bar-${size}`} role="img" aria-label={label} title={label}>
      <div className="score-track">
        <div className="score-solid" style={{ width: `${solidTo}%` }} />
        <div className="score-hatched" style={{ left: `${solidTo}%`, width: `${hatchedTo - solidTo}%` }} />
        {capAt !== null && <div className="score-cap" style={{ left: `${capAt}%` }} />}
      </div>
      <div className="score-coverage">
        <div style={{ width: `${coverageTo}%` }} />
      </div>
      {capAt !== null && capLabel !== undefined && (
        <div className={`score-cap-label ${capAt > 55 ? "score-cap-label-left" : ""}`} style={capPlace(capAt)}>
          {capLabel}
        </div>
      )}
    </div>
  );
}

function capPlace(capAt: number) {
  return capAt > 55 ? { right: `${100 - capAt}%` } : { left: `${capAt}%` };
}

/** A score in one sentence, for those who do not see the bar. */
export function useScoreLabel(score: ScoreFigures): string {
  const { t, format } = useWords();
  if (score.demonstrated === null) return t("score.label-none");
  const figures = t("score.label", {
    demonstrated: format.points(score.demonstrated),
    potential: format.points(score.potential),
    coverage: format.percent(score.coverage),
  });
  return score.capAt === undefined || score.capAt === null
    ? figures
    : figures + t("score.label-cap", { cap: format.points(score.capAt) });
}

/** What the parts of the bar mean. */
export function ScoreLegend() {
  const { t } = useWords();
  return (
    <ul className="score-legend">
      <li>
        <i className="key key-solid" />
        {t("score.legend-demonstrated")}
      </li>
      <li>
        <i className="key key-hatched" />
        {t("score.legend-potential")}
      </li>
      <li>
        <i className="key key-cap" />
        {t("score.legend-cap")}
      </li>
      <li>
        <i className="key key-coverage" />
        {t("score.legend-coverage")}
      </li>
    </ul>
  );
}
