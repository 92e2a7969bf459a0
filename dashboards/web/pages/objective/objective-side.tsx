import type { MatrixControl, MatrixObjective } from "../../../../api/contract/matrix.ts";
import { Link } from "../../parts/link.tsx";
import { BackingSign, MatrixSign } from "../../parts/matrix-marks.tsx";
import { Panel } from "../../parts/page.tsx";
import { to } from "../../routes.ts";
import { shortId } from "../../score/node-names.ts";
import { ScoreBar } from "../../score/score-bar.tsx";
import { useWords } from "../../words/language.tsx";
import { Assignment } from "./assignment.tsx";

/** What belongs to an objective beside its words: its figures, who sees to it, and the objectives beside it. */
export function ObjectiveSide({
  enterpriseId,
  control,
  objective,
}: {
  enterpriseId: string;
  control: MatrixControl;
  objective: MatrixObjective;
}) {
  const { t, sayTitle } = useWords();
  return (
    <div className="stack">
      <Figures enterpriseId={enterpriseId} objective={objective} />
      <Assignment key={objective.id} enterpriseId={enterpriseId} objective={objective} />
      <Panel title={t("objective.beside")} note={sayTitle(control.title)} className="panel-wrap" flush>
        <ul className="list">
          {control.objectives.map(({ id, text, status, backing }) => (
            <li key={id} className="beside">
              <MatrixSign status={status} />
              <Link to={to.objective(enterpriseId, id)} aria-current={id === objective.id ? "page" : undefined}>
                <span className="part-id">{shortId(id)}</span>
                {sayTitle(text)}
                <span className="visually-hidden"> {t(`matrix-status.${status}`)}</span>
              </Link>
              <BackingSign backing={backing} />
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}

function Figures({ enterpriseId, objective }: { enterpriseId: string; objective: MatrixObjective }) {
  const { t, format } = useWords();
  const { id, demonstrated, potential, coverage, encouraged } = objective;
  return (
    <Panel title={t("word.score")} aside={<Link to={to.explanation(enterpriseId, id)}>{t("act.explain")}</Link>}>
      {demonstrated === null ? (
        <p className="soft">{t(encouraged ? "objective.encouraged-why" : "objective.uncounted")}</p>
      ) : (
        <>
          <ScoreBar score={{ ...objective, capAt: null }} />
          <p className="objective-figures">
            {t("word.demonstrated")} <strong>{format.points(demonstrated)}</strong> · {t("word.potential")}{" "}
            {format.points(potential)} · {t("word.coverage")} {format.percent(coverage)}
          </p>
        </>
      )}
    </Panel>
  );
}
