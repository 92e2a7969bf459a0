import { Table } from "antd";
import { useMemo } from "react";
import type { AssetSummary } from "../../../../api/contract/assets.ts";
import { assets, enterprises } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { ExportButton } from "../../parts/export-button.tsx";
import { PageFrame } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { useTableHeight } from "../../parts/use-table-height.ts";
import { usePlace } from "../../router.ts";
import { useWords } from "../../words/language.tsx";
import { useAssetColumns, useAssetCsv } from "./asset-columns.tsx";
import { matchesFilter } from "./asset-filter.ts";
import { AssetFilters } from "./asset-filters.tsx";
import { useSiteNames } from "./site-names.ts";

/** What have we got, what is exposed, what is silent? */
export default function AssetsPage() {
  const { t } = useWords();
  const { query } = usePlace();
  const entry = useQuery(assets({ enterprise: query.get("enterprise") ?? undefined }));
  return (
    <PageFrame title={t("page.assets")}>
      <Loaded entry={entry} rows={12}>
        {({ items, next }) => <AssetList items={items} cut={next !== undefined} />}
      </Loaded>
    </PageFrame>
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
      {items.length === 0 ? <NoAsset /> : <AssetTable columns={columns} rows={shown} />}
    </section>
  );
}

function AssetTable({ columns, rows }: { columns: ReturnType<typeof useAssetColumns>; rows: readonly AssetSummary[] }) {
  const { t } = useWords();
  const { place, height } = useTableHeight();
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
      />
    </div>
  );
}

function NoAsset() {
  const { t } = useWords();
  return (
    <EmptyState title={t("assets.empty")}>
      <p>{t("assets.empty-next")}</p>
      <code>npx plantwatch config check plant.yaml</code>
    </EmptyState>
  );
}
