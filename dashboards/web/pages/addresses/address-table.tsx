import { DownloadOutlined, UploadOutlined } from "@ant-design/icons";
import { Button, Input, Table } from "antd";
import { useMemo, useState } from "react";
import type { AddressListView, AddressRow } from "../../../../api/contract/addresses.ts";
import { addressTemplate } from "../../data/address-resources.ts";
import { ExportButton } from "../../parts/export-button.tsx";
import { FilterSelect } from "../../parts/filter-select.tsx";
import { EmptyState } from "../../parts/states.tsx";
import { useTableHeight } from "../../parts/use-table-height.ts";
import { setQuery, usePlace } from "../../router.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { useAddressColumns, useAddressCsv } from "./address-columns.tsx";
import { addressStates, byUrgency, countKinds, isOverdue, matchesAddressFilter, statesOf } from "./address-filter.ts";
import { StateMark } from "./state-mark.tsx";
import { StepDialog } from "./step-dialog.tsx";
import type { StepTarget } from "./step-target.ts";

/** Every address in use and every record, what differs first. */
export function AddressTable({ list }: { list: AddressListView }) {
  const { t } = useWords();
  const [target, setTarget] = useState<StepTarget>();
  const { query } = usePlace();
  const compared = list.version !== null;
  const shown = useMemo(() => {
    const filter = { text: query.get("text") ?? "", state: query.get("state") };
    return list.rows.filter((row) => matchesAddressFilter(row, compared, filter)).sort(byUrgency(compared));
  }, [list, compared, query]);
  return (
    <section className="panel">
      {!compared && <NoList list={list} />}
      {compared && <Answer list={list} />}
      <div className="filters">
        <Filters />
        <span className="push faint">{t("addresses.count", { shown: shown.length, all: list.rows.length })}</span>
        <ExportButton name="addresses" columns={useAddressCsv(compared)} rows={shown} />
      </div>
      {list.rows.length === 0 ? (
        <EmptyState title={t("addresses.no-address")}>
          <p>{t("addresses.no-address-next")}</p>
        </EmptyState>
      ) : (
        <Rows rows={shown} list={list} onStep={setTarget} />
      )}
      <div className="addresses-foot faint">
        <Reasons rows={shown} compared={compared} />
        <p>{t("addresses.clock-source")}</p>
      </div>
      {target !== undefined && <StepDialog list={list} target={target} onClose={() => setTarget(undefined)} />}
    </section>
  );
}

/** Why some rows have no answer. */
function Reasons({ rows, compared }: { rows: readonly AddressRow[]; compared: boolean }) {
  const { t } = useWords();
  const states = new Set(rows.flatMap((row) => statesOf(row, compared)));
  return (["waiting", "not-judged"] as const)
    .filter((state) => states.has(state))
    .map((state) => (
      <p key={state}>
        <StateMark state={state} /> {t(`addresses.${state}-why`)}
      </p>
    ));
}

function Rows({
  rows,
  list,
  onStep,
}: {
  rows: readonly AddressRow[];
  list: AddressListView;
  onStep: (target: StepTarget) => void;
}) {
  const { t } = useWords();
  const session = useSession();
  const { place, height } = useTableHeight(44);
  const mayStep = may(session, "addressStep", list.enterpriseId);
  return (
    <div ref={place}>
      <Table
        virtual
        size="small"
        rowKey={({ address, assetId, known }) => `${known} ${assetId} ${address}`}
        columns={useAddressColumns(list, mayStep ? onStep : undefined)}
        dataSource={[...rows]}
        pagination={false}
        scroll={{ x: 1180, y: height }}
        locale={{ emptyText: t("addresses.no-match") }}
      />
    </div>
  );
}

function Filters() {
  const { t } = useWords();
  const { query } = usePlace();
  return (
    <>
      <Input.Search
        allowClear
        aria-label={t("addresses.search")}
        placeholder={t("addresses.search")}
        defaultValue={query.get("text") ?? ""}
        style={{ width: 240 }}
        onChange={(event) => setQuery({ text: event.target.value })}
      />
      <FilterSelect
        label={t("addresses.filter-state")}
        value={query.get("state")}
        width={150}
        options={[
          { value: "differs", label: t("addresses.filter-differs") },
          ...addressStates.map((state) => ({ value: state, label: t(`addresses.kind-${state}`) })),
        ]}
        onChange={(state) => setQuery({ state })}
      />
    </>
  );
}

/** The page's answer in words, and from which list it comes. */
function Answer({ list: { rows, version } }: { list: AddressListView }) {
  const { t } = useWords();
  const counts = countKinds(rows);
  const overdue = rows.filter(isOverdue).length;
  const inUse = rows.filter(({ known, judged }) => known !== "list" && judged).length;
  const said = (["unrecorded", "wrong", "stale", "partly-recorded"] as const).flatMap((kind) => {
    const count = counts.get(kind) ?? 0;
    return count === 0 ? [] : [t(`addresses.answer-${kind}`, { count })];
  });
  const good = inUse === 0 ? t("addresses.answer-none") : t("addresses.answer-good", { count: inUse });
  return (
    <div className="addresses-answer">
      <strong className={said.length > 0 ? "addresses-differ" : ""}>{said.length > 0 ? `✕ ${said.join(" · ")}` : good}</strong>
      {overdue > 0 && <span className="addresses-differ">{t("addresses.answer-overdue", { count: overdue })}</span>}
      {version !== null && (
        <span className="push faint">
          {version.source === ""
            ? t("addresses.source-settings", { version: version.version, by: version.by })
            : t("addresses.source", { version: version.version, name: version.source, by: version.by })}
        </span>
      )}
    </div>
  );
}

function NoList({ list: { enterpriseId } }: { list: AddressListView }) {
  const { t, language } = useWords();
  const session = useSession();
  return (
    <EmptyState title={t("addresses.no-list")}>
      <p>{t("addresses.no-list-next")}</p>
      <div className="panel-tools">
        <Button icon={<DownloadOutlined />} href={addressTemplate(enterpriseId, { format: "xlsx", lang: language })}>
          {t("addresses.template", { format: "Excel" })}
        </Button>
        {may(session, "addressList", enterpriseId) && (
          <Button type="primary" icon={<UploadOutlined />} onClick={() => setQuery({ view: "import" })}>
            {t("addresses.go-import")}
          </Button>
        )}
      </div>
    </EmptyState>
  );
}
