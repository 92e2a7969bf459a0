import type { EnterpriseSummary } from "../../../api/contract/enterprises.ts";
import { SeverityMark, SimulatedTag } from "../parts/marks.tsx";
import { ScoreBar } from "../score/score-bar.tsx";
import { changeOf, figuresOf, ScoreChange } from "../score/score-figures.tsx";
import { useWords } from "../words/language.tsx";

/** One number and bar an enterprise. */
export function EnterprisesView({ enterprises }: { enterprises: readonly EnterpriseSummary[] }) {
  const { t } = useWords();
  if (enterprises.length === 0) return <p className="wall-empty">{t("wall.no-enterprise")}</p>;
  return (
    <ul className="wall-list">
      {enterprises.map((enterprise) => (
        <Enterprise key={enterprise.id} enterprise={enterprise} />
      ))}
    </ul>
  );
}

function Enterprise({ enterprise }: { enterprise: EnterpriseSummary }) {
  const { t, say, format } = useWords();
  const figures = figuresOf(enterprise.score);
  const { openFindings } = enterprise.counts;
  return (
    <li className="wall-enterprise">
      <div className="wall-line">
        <strong className="truncate">{say(enterprise.name)}</strong>
        {enterprise.simulated && <SimulatedTag />}
        <span className="wall-marks">
          {(["critical", "high"] as const).map((severity) => (
            <span key={severity}>
              <SeverityMark severity={severity} /> {openFindings[severity]}
            </span>
          ))}
        </span>
      </div>
      <div className="wall-score">
        <b>{figures.demonstrated === null ? t("score.none") : format.points(figures.demonstrated)}</b>
        <div>
          <ScoreBar score={figures} />
          <div className="wall-line wall-soft">
            {t("wall.figures", { potential: format.points(figures.potential), coverage: format.percent(figures.coverage) })}
            {" · "}
            {typeof figures.capAt === "number" ? t("wall.cap", { cap: format.points(figures.capAt) }) : t("wall.no-cap")}
            <ScoreChange points={changeOf(enterprise)} />
          </div>
        </div>
      </div>
    </li>
  );
}
