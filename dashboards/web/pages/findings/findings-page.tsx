import { Table } from "antd";
import { useMemo } from "react";
import type { FindingView } from "../../../../api/contract/findings.ts";
import { compareSeverity } from "../../../../model/severity.ts";
import { enterprises, findings } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { ExportButton } from "../../parts/export-button.tsx";
import { PageFrame } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { useTableHeight } from "../../parts/use-table-height.ts";
import { usePlace } from "../../router.ts";
import { useWords } from "../../words/language.tsx";
import { useFindingColumns, useFindingCsv } from "./finding-columns.tsx";
import { isUnresolved, matchesFindingFilter } from "./finding-filter.ts";
import { FindingFilters } from "./finding-filters.tsx";

/** What is mine to do, by when? */
export default function FindingsPage() {
  const { t } = useWords();
  const { query } = usePlace();
  const asked = { enterprise: query.get("enterprise") ?? undefined, asset: query.get("asset") ?? undefined };
  const entry = useQuery(findings(asked));
  return (
    <PageFrame title={t("page.findings")}>
      <Loaded entry={entry} rows={12}>
        {({ items, next }) => <FindingList items={items} cut={next !== undefined} />}
      </Loaded>
    </PageFrame>
  );
}

const worstFirst = (one: FindingView, other: FindingView) =>
  Number(isUnresolved(other)) - Number(isUnresolved(one)) ||
  compareSeverity(one.severity, other.severity) ||
  Date.parse(one.firstSeen) - Date.parse(other.firstSeen);

function FindingList({ items, cut }: { items: readonly FindingView[]; cut: boolean }) {
  const { t } = useWords();
  const { query } = usePlace();
  const shown = useMemo(() => {
    const filter = {
      text: query.get("text") ?? "",
      severity: query.get("severity"),
      status: query.get("status") ?? "unresolved",
    };
    return items.filter((finding) => matchesFindingFilter(finding, filter)).sort(worstFirst);
  }, [items, query]);
  return (
    <section className="panel">
      <div className="filters">
        <FindingFilters />
        <span className="push faint">
          {t("findings.count", { shown: shown.length, all: items.length })}
          {cut && ` · ${t("assets.truncated", { loaded: items.length })}`}
        </span>
        <ExportButton name="findings" columns={useFindingCsv()} rows={shown} />
      </div>
      {items.length === 0 ? (
        <EmptyState title={t("findings.empty")}>
          <p>{t("findings.empty-next")}</p>
        </EmptyState>
      ) : (
        <FindingTable rows={shown} />
      )}
    </section>
  );
}

function FindingTable({ rows }: { rows: readonly FindingView[] }) {
  const { t } = useWords();
  const simulated = useSimulatedEnterprises();
  const { place, height } = useTableHeight();
  return (
    <div ref={place}>
      <Table
        virtual
        size="small"
        rowKey="id"
        columns={useFindingColumns(simulated)}
        dataSource={[...rows]}
        pagination={false}
        scroll={{ x: 1190, y: height }}
        showSorterTooltip={false}
        locale={{ emptyText: t("findings.no-match") }}
      />
    </div>
  );
}

function useSimulatedEnterprises(): ReadonlySet<string> {
  const all = useQuery(enterprises).value;
  return useMemo(() => new Set((all?.items ?? []).filter(({ simulated }) => simulated).map(({ id }) => id)), [all]);
}
