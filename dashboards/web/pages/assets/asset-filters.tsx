import { Button, Input } from "antd";
import { useMemo } from "react";
import type { AssetSummary } from "../../../../api/contract/assets.ts";
import type { EnterpriseSummary } from "../../../../api/contract/enterprises.ts";
import { outcomes } from "../../../../model/observation.ts";
import { FilterSelect } from "../../parts/filter-select.tsx";
import { setQuery, usePlace } from "../../router.ts";
import { useWords } from "../../words/language.tsx";
import { protocolName } from "./protocol-name.ts";
import type { SiteNames } from "./site-names.ts";

const none = { enterprise: null, zone: null, protocol: null, state: null, text: null };

export function AssetFilters({
  assets,
  enterprises,
  zoneName,
}: {
  assets: readonly AssetSummary[];
  enterprises: readonly EnterpriseSummary[];
  zoneName: SiteNames["zoneName"];
}) {
  const { t, say } = useWords();
  const { query } = usePlace();
  const protocols = useMemo(() => [...new Set(assets.flatMap((asset) => asset.protocols))].sort(), [assets]);
  const states = [
    { value: "silent", label: t("assets.state-silent") },
    ...outcomes.map((value) => ({ value, label: t(`outcome.${value}`) })),
  ];
  return (
    <>
      <FilterSelect
        label={t("assets.filter-enterprise")}
        width={200}
        value={query.get("enterprise")}
        options={enterprises.map(({ id, name }) => ({ value: id, label: say(name) }))}
        onChange={(enterprise) => setQuery({ enterprise, zone: null })}
      />
      <FilterSelect
        label={t("assets.filter-zone")}
        value={query.get("zone")}
        options={useZones(assets, zoneName)}
        onChange={(zone) => setQuery({ zone })}
      />
      <FilterSelect
        label={t("assets.filter-protocol")}
        value={query.get("protocol")}
        options={protocols.map((value) => ({ value, label: protocolName(value, t) }))}
        onChange={(protocol) => setQuery({ protocol })}
      />
      <FilterSelect
        label={t("assets.filter-state")}
        value={query.get("state")}
        options={states}
        onChange={(state) => setQuery({ state })}
      />
      <Input.Search
        allowClear
        aria-label={t("assets.search")}
        placeholder={t("assets.search")}
        style={{ width: 250 }}
        value={query.get("text") ?? ""}
        onChange={(event) => setQuery({ text: event.target.value })}
      />
      {Object.keys(none).some((name) => query.has(name)) && (
        <Button type="link" size="small" onClick={() => setQuery(none)}>
          {t("act.clear-filters")}
        </Button>
      )}
    </>
  );
}

function useZones(assets: readonly AssetSummary[], zoneName: SiteNames["zoneName"]) {
  return useMemo(() => {
    const named = new Map<string, string>();
    for (const asset of assets) if (asset.zone !== null) named.set(asset.zone, zoneName(asset) ?? asset.zone);
    return [...named].map(([value, label]) => ({ value, label }));
  }, [assets, zoneName]);
}
