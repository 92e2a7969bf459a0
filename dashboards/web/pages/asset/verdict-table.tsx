import { Checkbox, Table, type TableProps } from "antd";
import { useMemo, useState } from "react";
import type { BaselineView } from "../../../../api/contract/assets.ts";
import type { VerdictView } from "../../../../api/contract/common.ts";
import type { FindingView } from "../../../../api/contract/findings.ts";
import type { CsvColumn } from "../../../../model/csv/to-csv.ts";
import { compareSeverity } from "../../../../model/severity.ts";
import { type VerdictStatus, verdictStatuses } from "../../../../model/verdict.ts";
import { EvidenceLinks } from "../../parts/evidence-links.tsx";
import { ExportButton } from "../../parts/export-button.tsx";
import { Link } from "../../parts/link.tsx";
import { SeverityMark, StatusMark } from "../../parts/marks.tsx";
import { Panel } from "../../parts/page.tsx";
import { Age } from "../../parts/time.tsx";
import { usePlace } from "../../router.ts";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";
import { wantsBaseline } from "./baseline-state.ts";
import { baselinesAnchor } from "./baselines.tsx";

const worstFirst = (one: VerdictView, other: VerdictView) =>
  verdictStatuses.indexOf(one.status) - verdictStatuses.indexOf(other.status) || compareSeverity(one.severity, other.severity);

/** Everything that the checks say of one asset, worst first. */
export function VerdictTable({
  verdicts,
  findings,
  baselines,
}: {
  verdicts: readonly VerdictView[];
  findings: readonly FindingView[];
  baselines: readonly BaselineView[];
}) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const wanted = usePlace().query.get("check");
  const sorted = useMemo(() => verdicts.toSorted(worstFirst), [verdicts]);
  const rows = all ? sorted : sorted.filter(({ status, checkId }) => status !== "not-applicable" || checkId === wanted);
  const count = (status: VerdictStatus) => verdicts.filter((verdict) => verdict.status === status).length;
  const sum = { fail: count("fail"), unknown: count("unknown"), pass: count("pass") };
  return (
    <Panel
      title={t("asset.verdicts")}
      note={t("asset.verdicts-sum", sum)}
      aside={
        <span className="panel-tools">
          <Checkbox checked={all} onChange={(event) => setAll(event.target.checked)}>
            {t("asset.show-not-applicable")} ({count("not-applicable")})
          </Checkbox>
          <ExportButton name="verdicts" columns={useVerdictCsv()} rows={rows} />
        </span>
      }
      flush
    >
      <Table
        size="small"
        rowKey={({ checkId, endpointId }) => `${checkId} ${endpointId}`}
        columns={useColumns(findings, baselines)}
        dataSource={[...rows]}
        pagination={false}
        scroll={{ x: 1000 }}
        rowClassName={({ checkId }) => (checkId === wanted ? "line-marked" : "")}
        locale={{ emptyText: t("asset.verdicts-none") }}
      />
    </Panel>
  );
}

function useColumns(
  findings: readonly FindingView[],
  baselines: readonly BaselineView[],
): NonNullable<TableProps<VerdictView>["columns"]> {
  const { t } = useWords();
  return [
    { title: t("word.verdict"), key: "status", width: 96, render: (_, { status }) => <StatusMark status={status} /> },
    { title: t("word.severity"), key: "severity", width: 92, render: (_, { severity }) => <SeverityMark severity={severity} /> },
    {
      title: t("word.check"),
      key: "check",
      width: 280,
      render: (_, verdict) => <CheckName verdict={verdict} findings={findings} />,
    },
    {
      title: t("asset.verdict-because"),
      key: "because",
      render: (_, verdict) => <Because verdict={verdict} wants={wantsBaseline(verdict, baselines)} />,
    },
    {
      title: t("word.evidence"),
      key: "evidence",
      width: 230,
      render: (_, { evidence }) => <EvidenceLinks evidence={evidence.slice(0, 3)} />,
    },
    {
      title: t("assets.col-age"),
      key: "age",
      width: 96,
      align: "right",
      render: (_, { evidenceAt }) => evidenceAt !== null && <Age at={evidenceAt} />,
    },
  ];
}

function CheckName({ verdict, findings }: { verdict: VerdictView; findings: readonly FindingView[] }) {
  const { sayTitle } = useWords();
  const finding = findings.find(({ checkId, status }) => checkId === verdict.checkId && status !== "resolved");
  const title = sayTitle(verdict.title);
  return (
    <>
      {finding === undefined ? title : <Link to={to.finding(finding.id)}>{title}</Link>}
      <br />
      <code className="faint">
        {verdict.checkId}
        {verdict.endpointId !== null && ` · ${verdict.endpointId}`}
      </code>
    </>
  );
}

function Because({ verdict, wants }: { verdict: VerdictView; wants: boolean }) {
  const { t, say } = useWords();
  return (
    <>
      {say(verdict.because)}
      {wants && (
        <>
          {" "}
          <a href={`#${baselinesAnchor}`} className="inline-link">
            {t("baseline.go")}
          </a>
        </>
      )}
      {verdict.notices.map((notice) => (
        <div key={notice.en} className="soft">
          {say(notice)}
        </div>
      ))}
    </>
  );
}

function useVerdictCsv(): readonly CsvColumn<VerdictView>[] {
  const { t, say } = useWords();
  return [
    { title: t("word.asset"), value: ({ assetId }) => assetId },
    { title: t("word.endpoint"), value: ({ endpointId }) => endpointId },
    { title: t("word.check"), value: ({ checkId }) => checkId },
    { title: t("word.name"), value: ({ title }) => say(title) },
    { title: t("word.verdict"), value: ({ status }) => t(`status.${status}`) },
    { title: t("word.severity"), value: ({ severity }) => t(`severity.${severity}`) },
    { title: t("asset.verdict-because"), value: ({ because }) => say(because) },
    { title: t("assets.col-age"), value: ({ evidenceAt }) => evidenceAt },
  ];
}
