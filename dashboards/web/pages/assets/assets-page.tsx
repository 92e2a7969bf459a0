import { Button, Table } from "antd";
import { type Key, useMemo, useState } from "react";
import type { AssetSummary } from "../../../../api/contract/assets.ts";
import type { EnterpriseSummary } from "../../../../api/contract/enterprises.ts";
import { enterprises } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { ExportButton } from "../../parts/export-button.tsx";
import { Link } from "../../parts/link.tsx";
import { PageFrame } from "../../parts/page.tsx";
import { SavedViews } from "../../parts/saved-views.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { useTableHeight } from "../../parts/use-table-height.ts";
import { usePlace } from "../../router.ts";
import { to } from "../../routes.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { useAssetColumns, useAssetCsv } from "./asset-columns.tsx";
import { matchesFilter } from "./asset-filter.ts";
import { AssetFilters } from "./asset-filters.tsx";
import { BulkDialog } from "./bulk-dialog.tsx";
import { ImportDialog } from "./import-dialog.tsx";
import { useSiteNames } from "./site-names.ts";
import { useAllAssets } from "./use-all-assets.ts";

/** What have we got, what is exposed, what is silent? */
export default function AssetsPage() {
  const { t } = useWords();
  const { query } = usePlace();
  const { first, items, cut } = useAllAssets(query.get("enterprise") ?? undefined);
  return (
    <PageFrame title={t("page.assets")} aside={<Acts />}>
      {first !== undefined && (
        <Loaded entry={first} rows={12}>
          {() => <AssetList items={items} cut={cut} />}
        </Loaded>
      )}
    </PageFrame>
  );
}

/** Ways of looking at the list, and what changes it. */
function Acts() {
  const { query } = usePlace();
  const session = useSession();
  const editable = (useQuery(enterprises).value?.items ?? []).filter(({ id }) => may(session, "edit-inventory", id));
  const chosen = editable.find(({ id }) => id === query.get("enterprise"))?.id ?? null;
  return (
    <span className="push form-foot">
      <SavedViews page="assets" />
      {editable.length > 0 && <EditActs editable={editable} chosen={chosen} />}
    </span>
  );
}

/** What those who edit an inventory do with it as a whole. */
function EditActs({ editable, chosen }: { editable: readonly EnterpriseSummary[]; chosen: string | null }) {
  const { t } = useWords();
  const [importing, setImporting] = useState(false);
  return (
    <>
      <Link to={to.newAsset(chosen ?? undefined)}>{t("asset-form.new")}</Link>
      <Button size="small" onClick={() => setImporting(true)}>
        {t("asset-import.open")}
      </Button>
      {importing && <ImportDialog enterprises={editable} start={chosen} onClose={() => setImporting(false)} />}
    </>
  );
}

function AssetList({ items, cut }: { items: readonly AssetSummary[]; cut: boolean }) {
  const { t, say } = useWords();
  const { query } = usePlace();
  const all = useQuery(enterprises).value?.items ?? [];
  const { zoneName } = useSiteNames(items);
  const shown = useMemo(() => {
    const filter = {
      text: query.get("text") ?? "",
      zone: query.get("zone"),
      protocol: query.get("protocol"),
      state: query.get("state"),
    };
    return items.filter((asset) => matchesFilter(asset, filter));
  }, [items, query]);
  const names = useMemo(() => new Map(all.map(({ id, name }) => [id, say(name)])), [all, say]);
  const enterpriseName = (id: string) => names.get(id) ?? id;
  const columns = useAssetColumns(enterpriseName, zoneName, query.has("enterprise"));
  const csv = useAssetCsv(enterpriseName, zoneName);
  return (
    <section className="panel">
      <div className="filters">
        <AssetFilters assets={items} enterprises={all} zoneName={zoneName} />
        <span className="push faint">
          {t("assets.count", { shown: shown.length, all: items.length })}
          {cut && ` · ${t("assets.truncated", { loaded: items.length })}`}
        </span>
        <ExportButton name="assets" columns={csv} rows={shown} />
      </div>
      {items.length === 0 ? <NoAsset /> : <ChosenAssets columns={columns} rows={shown} />}
    </section>
  );
}

/** The list, in which those who may edit choose assets to set something for all of them. */
function ChosenAssets({ columns, rows }: { columns: Columns; rows: readonly AssetSummary[] }) {
  const { t } = useWords();
  const session = useSession();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [editing, setEditing] = useState(false);
  const editable = useMemo(() => rows.some(({ enterpriseId }) => may(session, "edit-inventory", enterpriseId)), [rows, session]);
  const selected = useMemo(() => {
    const ids = new Set(chosen);
    return rows.filter(({ id, enterpriseId }) => ids.has(id) && may(session, "edit-inventory", enterpriseId));
  }, [rows, chosen, session]);
  return (
    <>
      {selected.length > 0 && (
        <div className="filters" role="status">
          <span>{t("bulk.chosen", { n: selected.length })}</span>
          <Button size="small" type="primary" onClick={() => setEditing(true)}>
            {t("bulk.open")}
          </Button>
          <Button size="small" type="link" onClick={() => setChosen([])}>
            {t("bulk.clear")}
          </Button>
        </div>
      )}
      <AssetTable columns={columns} rows={rows} {...(editable ? { chosen, onChoose: setChosen } : {})} />
      {editing && (
        <BulkDialog
          assets={selected}
          onClose={() => setEditing(false)}
          onDone={() => {
            setEditing(false);
            setChosen([]);
          }}
        />
      )}
    </>
  );
}

type Columns = ReturnType<typeof useAssetColumns>;

function AssetTable({
  columns,
  rows,
  chosen = [],
  onChoose,
}: {
  columns: Columns;
  rows: readonly AssetSummary[];
  chosen?: readonly string[];
  onChoose?: (ids: readonly string[]) => void;
}) {
  const { t } = useWords();
  const { place, height } = useTableHeight();
  const choice =
    onChoose === undefined
      ? {}
      : {
          rowSelection: {
            selectedRowKeys: [...chosen],
            columnWidth: 40,
            onChange: (keys: readonly Key[]) => onChoose(keys.map(String)),
            getCheckboxProps: ({ id }: AssetSummary) => ({ "aria-label": t("bulk.choose", { id }) }),
          },
        };
  return (
    <div ref={place}>
      <Table
        virtual
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={[...rows]}
        pagination={false}
        scroll={{ x: 1190, y: height }}
        showSorterTooltip={false}
        locale={{ emptyText: t("assets.no-match") }}
        {...choice}
      />
    </div>
  );
}

function NoAsset() {
  const { t } = useWords();
  return (
    <EmptyState title={t("assets.empty")}>
      <p>{t("assets.empty-next")}</p>
      <Link to={to.start()}>{t("start.open")}</Link>
    </EmptyState>
  );
}
