import { useMemo } from "react";
import type { EnterpriseSummary } from "../../../../api/contract/enterprises.ts";
import { scoreHistory } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { Link } from "../../parts/link.tsx";
import { SeverityCountsMark, SimulatedTag } from "../../parts/marks.tsx";
import { type PlainColumn, PlainTable } from "../../parts/plain-table.tsx";
import { to } from "../../routes.ts";
import { BandSpark } from "../../score/band-spark.tsx";
import { ScoreBar } from "../../score/score-bar.tsx";
import { changeOf, figuresOf, ScoreChange } from "../../score/score-figures.tsx";
import { useWords } from "../../words/language.tsx";
import "./overview.css";

const byScore = (one: EnterpriseSummary, other: EnterpriseSummary) =>
  (one.score?.demonstrated ?? 101) - (other.score?.demonstrated ?? 101);
const silent = ({ counts }: EnterpriseSummary) => counts.silentAssets;
const severe = ({ counts }: EnterpriseSummary) => counts.openFindings.critical * 1e6 + counts.openFindings.high;

/** A row an enterprise, the lowest score first. */
export function EnterpriseTable({ enterprises }: { enterprises: readonly EnterpriseSummary[] }) {
  const columns = useColumns();
  const lowestFirst = useMemo(() => [...enterprises].sort(byScore), [enterprises]);
  return <PlainTable columns={columns} rows={lowestFirst} />;
}

function useColumns(): readonly PlainColumn<EnterpriseSummary>[] {
  const { t, say } = useWords();
  return [
    {
      title: t("word.enterprise"),
      key: "name",
      compare: (one, other) => say(one.name).localeCompare(say(other.name)),
      render: (enterprise) => <Name enterprise={enterprise} />,
    },
    {
      title: t("word.score"),
      key: "score",
      width: 248,
      compare: byScore,
      render: (enterprise) => <ScoreCell enterprise={enterprise} />,
    },
    { title: t("score.trend-30"), key: "trend", width: 160, render: ({ id }) => <Trend id={id} /> },
    {
      title: t("overview.col-findings"),
      key: "findings",
      width: 108,
      compare: (one, other) => severe(one) - severe(other),
      render: ({ id, counts }) => (
        <Link to={to.findings({ enterprise: id })} className="plain-link">
          <SeverityCountsMark counts={{ ...counts.openFindings, medium: 0, low: 0 }} always={["critical", "high"]} />
        </Link>
      ),
    },
    {
      title: t("overview.col-silent"),
      key: "silent",
      width: 92,
      align: "right",
      compare: (one, other) => silent(one) - silent(other),
      render: ({ id, counts }) => (
        <Link to={to.assets({ enterprise: id })} className="plain-link">
          <span className={counts.silentAssets > 0 ? "nowrap silent-some" : "nowrap faint"}>
            {t("overview.silent-of", { silent: counts.silentAssets, assets: counts.assets })}
          </span>
        </Link>
      ),
    },
  ];
}

function Name({ enterprise }: { enterprise: EnterpriseSummary }) {
  const { t, say } = useWords();
  return (
    <div className="enterprise-name">
      <Link to={to.enterprise(enterprise.id)} className="table-link">
        {say(enterprise.name)}
      </Link>
      <div className="enterprise-tags">
        {enterprise.simulated && <SimulatedTag />}
        <span>{enterprise.types.map((type) => t(`type.${type}`)).join(" / ")}</span>
        <span>{t("grade", { grade: enterprise.grade })}</span>
      </div>
    </div>
  );
}

function ScoreCell({ enterprise }: { enterprise: EnterpriseSummary }) {
  const { t, format } = useWords();
  const figures = figuresOf(enterprise.score);
  return (
    <div className="score-cell">
      <div className="score-cell-figures">
        {figures.demonstrated === null ? (
          <span className="faint">{t("score.none")}</span>
        ) : (
          <>
            <Link to={to.explanation(enterprise.id)} className="score-number" title={t("act.explain")}>
              {format.points(figures.demonstrated)}
            </Link>
            <span className="faint" title={t("word.potential")}>
              – {format.points(figures.potential)}
            </span>
            <ScoreChange points={changeOf(enterprise)} />
            <span className="push faint" title={t("word.coverage")}>
              {t("word.coverage")} {format.percent(figures.coverage)}
            </span>
          </>
        )}
      </div>
      <ScoreBar score={figures} />
    </div>
  );
}

function Trend({ id }: { id: string }) {
  const history = useQuery(scoreHistory(id, 30)).value;
  return history === undefined ? null : <BandSpark history={history.items} />;
}
