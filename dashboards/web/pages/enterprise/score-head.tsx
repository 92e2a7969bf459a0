import { Segmented } from "antd";
import { lazy, Suspense, useState } from "react";
import type { EnterpriseDetail } from "../../../../api/contract/enterprises.ts";
import type { ScoreNodeView, ScoreView } from "../../../../api/contract/scores.ts";
import { mainCatalog, scoreHistory } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { CapCauses } from "../../parts/cap-causes.tsx";
import { Loading } from "../../parts/states.tsx";
import { Age } from "../../parts/time.tsx";
import { ScoreBar, ScoreLegend } from "../../score/score-bar.tsx";
import { changeOf, ScoreChange } from "../../score/score-figures.tsx";
import { movesOf } from "../../score/score-moves.ts";
import { useWords } from "../../words/language.tsx";

const BandChart = lazy(() => import("../../score/band-chart.tsx"));
const spans = [1, 7, 30, 90] as const;
const chartHeight = 176;

/** The score with all that belongs to it, and how it came here. */
export function ScoreHead({ detail, view, root }: { detail: EnterpriseDetail; view: ScoreView; root: ScoreNodeView }) {
  return (
    <section className="panel score-head">
      <div className="score-head-now">
        <Figures detail={detail} view={view} root={root} />
        <HeadBar root={root} />
        <ScoreLegend />
      </div>
      <Trend id={detail.id} catalogId={view.catalogId} />
    </section>
  );
}

function Figures({ detail, view, root }: { detail: EnterpriseDetail; view: ScoreView; root: ScoreNodeView }) {
  const { t, format } = useWords();
  return (
    <div className="score-figures">
      <h2>{t("enterprise.now")}</h2>
      <strong className="score-head-number">{format.points(root.demonstrated)}</strong>
      <dl>
        <div>
          <dt>{t("word.potential")}</dt>
          <dd>{format.points(root.potential)}</dd>
        </div>
        <div>
          <dt>{t("word.coverage")}</dt>
          <dd>{format.percent(root.coverage)}</dd>
        </div>
        {view.catalogId === mainCatalog && (
          <div>
            <dt>{t("score.since-yesterday")}</dt>
            <dd>
              <ScoreChange points={changeOf(detail)} />
            </dd>
          </div>
        )}
        <div>
          <dt>{t("explanation.at")}</dt>
          <dd>
            <Age at={view.at} />
          </dd>
        </div>
      </dl>
    </div>
  );
}

function HeadBar({ root }: { root: ScoreNodeView }) {
  const { t, format, say } = useWords();
  const figures = { ...root, capAt: root.cap?.at ?? null };
  if (root.cap === undefined) return <ScoreBar score={figures} size="head" />;
  return (
    <>
      <div className="head-bar-capped">
        <ScoreBar score={figures} size="head" capLabel={t("score.cap-at", { cap: format.points(root.cap.at) })} />
      </div>
      <p className="cap-reason">
        {say(root.cap.because)} <CapCauses causes={root.cap.causes} />
      </p>
    </>
  );
}

function Trend({ id, catalogId }: { id: string; catalogId: string }) {
  const { t } = useWords();
  const [days, setDays] = useState<number>(30);
  const history = useQuery(scoreHistory(id, days, catalogId)).value;
  return (
    <div className="score-head-trend">
      <div className="score-head-trend-head">
        <h2>{t("enterprise.trend")}</h2>
        <Segmented
          size="small"
          value={days}
          onChange={setDays}
          options={spans.map((span) => ({ value: span, label: t("enterprise.days", { days: span }) }))}
        />
      </div>
      <Suspense fallback={<Loading rows={3} />}>
        {history === undefined ? (
          <Loading rows={3} />
        ) : (
          <BandChart history={history.items} moves={movesOf(history.items)} days={days} height={chartHeight} />
        )}
      </Suspense>
    </div>
  );
}
