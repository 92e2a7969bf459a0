import { Segmented, Table, type TableProps } from "antd";
import { useMemo } from "react";
import type { FindingView } from "../../../../api/contract/findings.ts";
import { compareSeverity } from "../../../../model/severity.ts";
import { enterprises, findings } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { ExportButton } from "../../parts/export-button.tsx";
import { PageFrame } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { useTableHeight } from "../../parts/use-table-height.ts";
import { setQuery, usePlace } from "../../router.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { Board } from "./board.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { useFindingColumns, useFindingCsv } from "./finding-columns.tsx";
import { isUnresolved, matchesFindingFilter } from "./finding-filter.ts";
import { FindingFilters } from "./finding-filters.tsx";
import { type Selection, useSelection } from "./use-selection.ts";

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

const forms = ["list", "board"] as const;

function FindingList({ items, cut }: { items: readonly FindingView[]; cut: boolean }) {
  const { t } = useWords();
  const { query } = usePlace();
  const form = forms.find((one) => one === query.get("form")) ?? "list";
  const shown = useShown(items, form === "board" ? "all" : (query.get("status") ?? "unresolved"));
  const selection = useSelection();
  const deciding = useMayDecide();
  const selected = shown.filter(({ id }) => selection.ids.has(id));
  return (
    <section className="panel">
      <div className="filters">
        <Segmented
          aria-label={t("findings.form")}
          value={form}
          options={forms.map((value) => ({ value, label: t(`findings.${value}`) }))}
          onChange={(value) => setQuery({ form: value === "list" ? null : value })}
        />
        <FindingFilters board={form === "board"} />
        <span className="push faint">
          {t("findings.count", { shown: shown.length, all: items.length })}
          {cut && ` · ${t("assets.truncated", { loaded: items.length })}`}
        </span>
        <ExportButton name="findings" columns={useFindingCsv()} rows={shown} />
      </div>
      <BulkBar selected={selected} onSelect={selection.set} />
      {items.length === 0 ? (
        <EmptyState title={t("findings.empty")}>
          <p>{t("findings.empty-next")}</p>
        </EmptyState>
      ) : form === "board" ? (
        <Board findings={shown} selection={deciding ? selection : undefined} />
      ) : (
        <FindingTable rows={shown} selection={deciding ? selection : undefined} />
      )}
    </section>
  );
}

function useShown(items: readonly FindingView[], status: string): readonly FindingView[] {
  const { query } = usePlace();
  return useMemo(() => {
    const filter = {
      text: query.get("text") ?? "",
      severity: query.get("severity"),
      check: query.get("check"),
      overdue: query.get("overdue") === "1",
      status,
    };
    return items.filter((finding) => matchesFindingFilter(finding, filter)).sort(worstFirst);
  }, [items, query, status]);
}

/** Whether the reader may decide about findings anywhere. */
function useMayDecide(): boolean {
  const session = useSession();
  return session.grants.some(({ enterpriseId }) =>
    (["acknowledge", "assign"] as const).some((act) => may(session, act, enterpriseId ?? "")),
  );
}

function FindingTable({ rows, selection }: { rows: readonly FindingView[]; selection: Selection | undefined }) {
  const { t } = useWords();
  const simulated = useSimulatedEnterprises();
  const { place, height } = useTableHeight();
  const one = usePlace().query.has("enterprise");
  return (
    <div ref={place}>
      <Table
        virtual
        size="small"
        rowKey="id"
        columns={useFindingColumns(simulated, one)}
        dataSource={[...rows]}
        pagination={false}
        scroll={{ x: one ? 1120 : 1320, y: height }}
        showSorterTooltip={false}
        locale={{ emptyText: t("findings.no-match") }}
        {...useRowSelection(selection)}
      />
    </div>
  );
}

/** Boxes before the rows for those who may decide; what is resolved cannot be chosen. */
function useRowSelection(selection: Selection | undefined): Pick<TableProps<FindingView>, "rowSelection"> {
  const { t, sayTitle } = useWords();
  if (selection === undefined) return {};
  return {
    rowSelection: {
      columnWidth: 40,
      selectedRowKeys: [...selection.ids],
      onChange: (keys) => selection.set(keys.map(String)),
      getTitleCheckboxProps: () => ({ "aria-label": t("findings.select-all") }),
      getCheckboxProps: ({ title, status }) => ({
        "aria-label": t("findings.select", { title: sayTitle(title) }),
        disabled: status === "resolved",
      }),
    },
  };
}

function useSimulatedEnterprises(): ReadonlySet<string> {
  const all = useQuery(enterprises).value;
  return useMemo(() => new Set((all?.items ?? []).filter(({ simulated }) => simulated).map(({ id }) => id)), [all]);
}
