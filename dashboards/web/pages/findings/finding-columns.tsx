import type { TableProps } from "antd";
import type { FindingView } from "../../../../api/contract/findings.ts";
import type { CsvColumn } from "../../../../model/csv/to-csv.ts";
import { compareSeverity } from "../../../../model/severity.ts";
import { useNow } from "../../data/clock.ts";
import { Due } from "../../parts/due.tsx";
import { Link } from "../../parts/link.tsx";
import { FindingStatusMark, SeverityMark, SimulatedTag } from "../../parts/marks.tsx";
import { Age } from "../../parts/time.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";

export function useFindingColumns(
  simulated: ReadonlySet<string>,
  /** Leaves out whose finding it is, where the list is one enterprise's. */
  one: boolean,
): NonNullable<TableProps<FindingView>["columns"]> {
  const { t, say, sayTitle } = useWords();
  const columns: NonNullable<TableProps<FindingView>["columns"]> = [
    {
      title: t("word.severity"),
      key: "severity",
      width: 98,
      sorter: (a, b) => compareSeverity(a.severity, b.severity),
      render: (_, { severity }) => <SeverityMark severity={severity} />,
    },
    {
      title: t("findings.col-finding"),
      key: "title",
      ellipsis: true,
      render: (_, { id, title, checkId }) => (
        <Link to={to.finding(id)} className="table-link" title={`${sayTitle(title)} · ${checkId}`}>
          {sayTitle(title)}
        </Link>
      ),
    },
    { title: t("word.asset"), key: "asset", width: 160, ellipsis: true, render: (_, finding) => <Subject finding={finding} /> },
    {
      title: t("word.enterprise"),
      key: "enterprise",
      width: 200,
      ellipsis: true,
      render: (_, { enterpriseId, enterpriseName }) => (
        <span className="asset-name">
          <Link to={to.enterprise(enterpriseId)} className="truncate">
            {say(enterpriseName)}
          </Link>
          {simulated.has(enterpriseId) && <SimulatedTag />}
        </span>
      ),
    },
    { title: t("word.status"), key: "status", width: 112, render: (_, { status }) => <FindingStatusMark status={status} /> },
    {
      title: t("findings.col-by"),
      key: "by",
      width: 130,
      ellipsis: true,
      render: (_, { waiver, rectification, acknowledgedBy }) => waiver?.by ?? rectification?.assignee ?? acknowledgedBy,
    },
    {
      title: t("findings.col-due"),
      key: "due",
      width: 168,
      sorter: (a, b) => dueOf(a) - dueOf(b),
      render: (_, { rectification, overdue }) =>
        rectification?.dueAt == null ? null : <Due at={rectification.dueAt} overdue={overdue} />,
    },
    {
      title: t("findings.col-since"),
      key: "since",
      width: 106,
      align: "right",
      sorter: (a, b) => Date.parse(b.firstSeen) - Date.parse(a.firstSeen),
      render: (_, finding) => <Standing finding={finding} />,
    },
    {
      title: t("findings.col-last"),
      key: "last",
      width: 100,
      align: "right",
      render: (_, { lastSeen }) => <Age at={lastSeen} />,
    },
  ];
  return columns.filter(({ key }) => !one || key !== "enterprise");
}

/** Kept finite, so that two without a date compare equal. */
function dueOf({ rectification }: FindingView): number {
  return rectification?.dueAt == null ? Number.MAX_SAFE_INTEGER : Date.parse(rectification.dueAt);
}

/** How long it stood, or has been standing. */
function Standing({ finding: { firstSeen, resolvedAt } }: { finding: FindingView }) {
  const { format } = useWords();
  const now = useNow();
  return format.span((resolvedAt === null ? now : Date.parse(resolvedAt)) - Date.parse(firstSeen));
}

function Subject({ finding: { assetId, assetName } }: { finding: FindingView }) {
  const { t, say } = useWords();
  if (assetId === null || assetName === null) return <span className="soft">{t("word.enterprise-itself")}</span>;
  return <Link to={to.asset(assetId)}>{say(assetName)}</Link>;
}

export function useFindingCsv(): readonly CsvColumn<FindingView>[] {
  const { t, say } = useWords();
  return [
    { title: "id", value: ({ id }) => id },
    { title: t("word.severity"), value: ({ severity }) => t(`severity.${severity}`) },
    { title: t("word.check"), value: ({ checkId }) => checkId },
    { title: t("findings.col-finding"), value: ({ title }) => say(title) },
    { title: t("word.enterprise"), value: ({ enterpriseName }) => say(enterpriseName) },
    { title: t("word.asset"), value: ({ assetId }) => assetId },
    { title: t("word.status"), value: ({ status }) => t(`finding-status.${status}`) },
    { title: t("finding.first-seen"), value: ({ firstSeen }) => firstSeen },
    { title: t("finding.last-seen"), value: ({ lastSeen }) => lastSeen },
    { title: t("finding.resolved-at"), value: ({ resolvedAt }) => resolvedAt },
    { title: t("finding.acknowledged-by"), value: ({ acknowledgedBy }) => acknowledgedBy },
    { title: t("ledger.assignee"), value: ({ rectification }) => rectification?.assignee ?? null },
    { title: t("ledger.measure"), value: ({ rectification }) => rectification?.measure ?? null },
    { title: t("ledger.due"), value: ({ rectification }) => rectification?.dueAt ?? null },
    { title: t("finding.waive-reason"), value: ({ waiver }) => waiver?.reason ?? null },
    { title: t("finding.waive-until"), value: ({ waiver }) => waiver?.until ?? null },
  ];
}
