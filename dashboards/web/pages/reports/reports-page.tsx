import { Table } from "antd";
import type { EnterpriseSummary } from "../../../../api/contract/enterprises.ts";
import type { ReportView } from "../../../../api/contract/reports.ts";
import { reports } from "../../data/report-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { CatalogChoice, useCatalogChoice } from "../../parts/catalog-choice.tsx";
import { ChosenEnterprise } from "../../parts/chosen-enterprise.tsx";
import { Link } from "../../parts/link.tsx";
import { Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";
import { IncidentPanel } from "./incident-panel.tsx";
import { JobList } from "./job-list.tsx";
import { MakePanel } from "./make-panel.tsx";
import "./reports.css";

/** What goes to the authority, and what went into it. */
export default function ReportsPage() {
  const { t } = useWords();
  const catalogChoice = () => (
    <span className="push">
      <CatalogChoice />
    </span>
  );
  return (
    <ChosenEnterprise title={t("page.reports")} aside={catalogChoice}>
      {(chosen) => <Reports enterprise={chosen} />}
    </ChosenEnterprise>
  );
}

function Reports({ enterprise }: { enterprise: EnterpriseSummary }) {
  const { chosen: catalogId } = useCatalogChoice();
  return (
    <div className="stack">
      <MakePanel enterprise={enterprise} catalogId={catalogId} />
      <JobList enterpriseId={enterprise.id} />
      <Loaded entry={useQuery(reports(enterprise.id))} rows={6}>
        {({ items }) => <ReportTable items={items} />}
      </Loaded>
      <IncidentPanel enterprise={enterprise} />
    </div>
  );
}

const pageSize = 20;

function ReportTable({ items }: { items: readonly ReportView[] }) {
  const { t, format } = useWords();
  return (
    <Panel title={t("report.versions")} note={t("report.versions-note")} flush>
      <Table<ReportView>
        size="small"
        rowKey="id"
        dataSource={items}
        scroll={{ x: "max-content" }}
        pagination={items.length > pageSize ? { pageSize, size: "small", showSizeChanger: false } : false}
        locale={{
          emptyText: (
            <EmptyState title={t("report.none")}>
              <p>{t("report.none-next")}</p>
            </EmptyState>
          ),
        }}
        columns={[
          {
            title: t("word.report"),
            key: "report",
            render: (_, report) => (
              <>
                <Link to={to.report(report.id)}>
                  <strong>{t(`report.kind-${report.kind}`)}</strong>
                </Link>{" "}
                <span className="tag">{t("report.version", { version: report.version })}</span>
                {report.isNewest && <span className="tag">{t("report.newest")}</span>}
              </>
            ),
          },
          { title: t("report.language"), key: "language", render: (_, { language }) => t(`report.language-${language}`) },
          { title: t("report.as-of"), key: "asOf", render: (_, { asOf }) => <Moment at={asOf} /> },
          {
            title: t("word.demonstrated"),
            key: "demonstrated",
            align: "right",
            render: (_, { score }) => format.points(score.demonstrated),
          },
          {
            title: t("report.unknown-share"),
            key: "unknown",
            align: "right",
            render: (_, { score }) => format.percent(score.coverage === null ? null : 100 - score.coverage),
          },
          {
            title: t("report.differs"),
            key: "differs",
            align: "right",
            render: (_, { differs }) => (differs === null ? t("report.first") : t("report.differs-count", { count: differs })),
          },
          { title: t("report.made-by"), key: "madeBy", render: (_, { madeBy }) => madeBy },
        ]}
      />
    </Panel>
  );
}
