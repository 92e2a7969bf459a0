import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import type { ReportView } from "../../../../api/contract/reports.ts";
import { reportFile, report as reportResource, reports } from "../../data/report-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { Link } from "../../parts/link.tsx";
import { SimulatedTag } from "../../parts/marks.tsx";
import { PageFrame, Panel } from "../../parts/page.tsx";
import { Loaded } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { to } from "../../routes.ts";
import { ScoreBar, ScoreLegend } from "../../score/score-bar.tsx";
import { useWords } from "../../words/language.tsx";
import "../reports/reports.css";
import { DifferenceList } from "./difference-list.tsx";
import { reportActions } from "./report-actions.tsx";

/** One version of a report: what it says in short, its files, and what changed since the one before. */
export default function ReportPage({ id }: { id: string }) {
  const { t } = useWords();
  return (
    <Loaded entry={useQuery(reportResource(id))} rows={10}>
      {(report) => (
        <PageFrame
          title={t(`report.kind-${report.kind}`)}
          crumbs={[{ to: to.reports({ enterprise: report.enterpriseId }), name: t("page.reports") }]}
          aside={<Aside report={report} />}
        >
          <div className="stack">
            {!report.isNewest && <p role="status">{t("report.superseded")}</p>}
            <div className="grid-main-side">
              <div className="stack">
                <Facts report={report} />
                <DifferenceList report={report} />
              </div>
              <div className="stack">
                <Files report={report} />
                <Versions report={report} />
              </div>
            </div>
          </div>
        </PageFrame>
      )}
    </Loaded>
  );
}

function Aside({ report }: { report: ReportView }) {
  const { t } = useWords();
  return (
    <>
      <span className="tag">{t("report.version", report)}</span>
      {report.simulated && <SimulatedTag />}
      <span className="report-actions push">
        <Button onClick={() => window.print()}>{t("report.print")}</Button>
        {reportActions.map(({ id, Action }) => (
          <Action key={id} report={report} />
        ))}
      </span>
    </>
  );
}

function Facts({ report }: { report: ReportView }) {
  const { t, say, format } = useWords();
  const { score } = report;
  return (
    <Panel title={t("report.facts")} note={t("report.facts-note")}>
      <ScoreBar score={{ ...score, capAt: score.cap?.at ?? null }} size="head" />
      <ScoreLegend />
      <dl className="report-facts">
        <Fact name={t("word.demonstrated")}>{format.points(score.demonstrated)}</Fact>
        <Fact name={t("word.potential")}>{format.points(score.potential)}</Fact>
        <Fact name={t("word.coverage")}>{format.percent(score.coverage)}</Fact>
        <Fact name={t("report.unknown-share")}>{format.percent(score.coverage === null ? null : 100 - score.coverage)}</Fact>
        {score.cap !== null && <Fact name={t("report.cap")}>{say(score.cap.because)}</Fact>}
        <Fact name={t("word.enterprise")}>
          <Link to={to.enterprise(report.enterpriseId)}>{say(report.enterpriseName)}</Link>
        </Fact>
        <Fact name={t("report.catalog")}>{say(report.catalogTitle)}</Fact>
        <Fact name={t("report.language")}>{t(`report.language-${report.language}`)}</Fact>
        <Fact name={t("report.as-of")}>
          <Moment at={report.asOf} />
        </Fact>
        <Fact name={t("report.made")}>
          <Moment at={report.madeAt} />
        </Fact>
        <Fact name={t("report.made-by")}>{report.madeBy}</Fact>
        <Fact name={t("report.digest")}>
          <code className="report-digest">{report.digest}</code>
        </Fact>
      </dl>
    </Panel>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Files({ report }: { report: ReportView }) {
  const { t, format } = useWords();
  return (
    <Panel title={t("report.files")} note={t("report.files-note")} flush>
      <ul className="list">
        {report.files.map(({ format: form, name, size, sha256 }) => (
          <li key={form} className="report-file">
            <div>
              <strong>{t(`report.file-${form}`)}</strong>
              <div className="soft">{format.bytes(size)}</div>
            </div>
            <Button
              size="small"
              icon={<DownloadOutlined />}
              href={reportFile(report.id, form)}
              download={name}
              aria-label={t("report.download-of", { name })}
            >
              {t("report.download")}
            </Button>
            <code className="report-digest faint">SHA-256 {sha256}</code>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** The others of its series, newest first. */
function Versions({ report }: { report: ReportView }) {
  const { t } = useWords();
  const all = useQuery(reports(report.enterpriseId)).value?.items ?? [];
  const series = all.filter(
    ({ kind, language, catalogId }) => kind === report.kind && language === report.language && catalogId === report.catalogId,
  );
  return (
    <Panel title={t("report.versions")} flush>
      <ul className="list">
        {series.map(({ id, version, asOf, madeBy }) => (
          <li key={id}>
            <Link to={to.report(id)} aria-current={id === report.id ? "true" : undefined}>
              {t("report.version", { version })}
            </Link>
            <div className="soft">
              {madeBy} · <Moment at={asOf} />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
