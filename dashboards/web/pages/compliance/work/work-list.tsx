import { Checkbox, Input, Segmented, Table, type TableProps } from "antd";
import { useMemo, useState } from "react";
import type { Duty } from "../../../../../api/contract/duties.ts";
import { ClaimDrawer } from "../../../claims/claim-drawer.tsx";
import { type ClaimTarget, localAssetId } from "../../../claims/claim-target.ts";
import { duties, foretoldDays } from "../../../data/compliance-resources.ts";
import { useQuery } from "../../../data/use-query.ts";
import { ExportButton } from "../../../parts/export-button.tsx";
import { EmptyState, Loaded } from "../../../parts/states.tsx";
import { useTableHeight } from "../../../parts/use-table-height.ts";
import { setQuery, usePlace } from "../../../router.ts";
import { useSession } from "../../../shell/session-gate.tsx";
import { useWords } from "../../../words/language.tsx";
import { useDutyColumns, useDutyCsv } from "./duty-columns.tsx";
import { concerns, countDuties, dutyViews, matchesDuty } from "./duty-filter.ts";

/** What is owed, by whom and until when. */
export function WorkList({ enterpriseId, catalogId }: { enterpriseId: string; catalogId: string }) {
  const entry = useQuery(duties(enterpriseId));
  return (
    <Loaded entry={entry} rows={12}>
      {({ items }) => <List enterpriseId={enterpriseId} items={items.filter((duty) => concerns(duty, catalogId))} />}
    </Loaded>
  );
}

function List({ enterpriseId, items }: { enterpriseId: string; items: readonly Duty[] }) {
  const { t } = useWords();
  const { query } = usePlace();
  const session = useSession();
  const asked = query.get("duties");
  const view = dutyViews.find((one) => one === asked) ?? "all";
  const own = query.get("mine") === "1";
  const text = query.get("text") ?? "";
  const filter = useMemo(
    () => ({ mine: own ? [session.actor, session.name] : undefined, text }),
    [own, text, session.actor, session.name],
  );
  const counts = useMemo(() => countDuties(items, filter), [items, filter]);
  const shown = useMemo(() => items.filter((duty) => matchesDuty(duty, { ...filter, view })), [items, filter, view]);
  const csv = useDutyCsv();
  return (
    <section className="panel">
      <div className="filters">
        <Segmented
          aria-label={t("word.kind")}
          value={view}
          options={dutyViews.map((value) => ({ value, label: `${t(`work.view-${value}`)} ${counts[value]}` }))}
          onChange={(value) => setQuery({ duties: value === "all" ? null : value })}
        />
        <Checkbox checked={own} onChange={(event) => setQuery({ mine: event.target.checked ? "1" : null })}>
          {t("work.mine")}
        </Checkbox>
        <Input.Search
          allowClear
          aria-label={t("findings.search")}
          placeholder={t("findings.search")}
          style={{ width: 160 }}
          value={text}
          onChange={(event) => setQuery({ text: event.target.value })}
        />
        <span className="push">
          <ExportButton name={`duties-${enterpriseId}`} columns={csv} rows={shown} />
        </span>
      </div>
      {shown.length === 0 ? <Nothing view={view} own={own} /> : <DutyTable enterpriseId={enterpriseId} rows={shown} />}
    </section>
  );
}

function Nothing({ view, own }: { view: (typeof dutyViews)[number]; own: boolean }) {
  const { t } = useWords();
  return (
    <EmptyState title={t(own ? "work.empty-mine" : "work.empty")}>
      <p>{view === "expiring" ? t("work.empty-expiring", { days: foretoldDays }) : t("work.empty-next")}</p>
    </EmptyState>
  );
}

function DutyTable({ enterpriseId, rows }: { enterpriseId: string; rows: readonly Duty[] }) {
  const { place, height } = useTableHeight();
  const [retiring, setRetiring] = useState<ClaimTarget>();
  const retire = (duty: Duty) => {
    if (duty.assetId === null) return;
    const { endpointId, title } = duty;
    setRetiring({ kind: "retirement", assetId: localAssetId(duty.assetId), endpointId, title });
  };
  const columns: TableProps<Duty>["columns"] = useDutyColumns(enterpriseId, retire);
  return (
    <div ref={place}>
      <Table
        virtual
        size="small"
        rowKey={({ kind, objectiveId, attestationId, findingId, assetId, endpointId }) =>
          `${kind} ${objectiveId} ${attestationId} ${findingId} ${assetId} ${endpointId}`
        }
        columns={columns}
        dataSource={[...rows]}
        pagination={false}
        scroll={{ x: 1080, y: height }}
        showSorterTooltip={false}
      />
      {retiring !== undefined && (
        <ClaimDrawer open enterpriseId={enterpriseId} target={retiring} onClose={() => setRetiring(undefined)} />
      )}
    </div>
  );
}
