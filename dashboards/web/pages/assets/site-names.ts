import { useMemo } from "react";
import type { AssetSummary } from "../../../../api/contract/assets.ts";
import { enterprise } from "../../data/resources.ts";
import { useQueries } from "../../data/use-query.ts";
import { useWords } from "../../words/language.tsx";

type Placed = Pick<AssetSummary, "enterpriseId" | "site" | "zone">;

export interface SiteNames {
  readonly siteName: (asset: Placed) => string;
  /** null: the inventory gives the asset no zone. */
  readonly zoneName: (asset: Placed) => string | null;
}

/** Sites and zones are named in the enterprises; this many enterprises are asked, the rest show ids. */
const asked = 20;

/** Names of the sites and zones that assets lie in. */
export function useSiteNames(assets: readonly Placed[]): SiteNames {
  const { say } = useWords();
  const ids = useMemo(() => [...new Set(assets.map(({ enterpriseId }) => enterpriseId))].slice(0, asked), [assets]);
  const details = useQueries(ids.map(enterprise));
  return useMemo(() => {
    const names = new Map<string, string>();
    for (const { value } of details) {
      for (const site of value?.sites ?? []) {
        names.set(`${value?.id} ${site.id}`, say(site.name));
        for (const zone of site.zones) names.set(`${value?.id} ${site.id} ${zone.id}`, say(zone.name));
      }
    }
    return {
      siteName: ({ enterpriseId, site }) => names.get(`${enterpriseId} ${site}`) ?? site,
      zoneName: ({ enterpriseId, site, zone }) => (zone === null ? null : (names.get(`${enterpriseId} ${site} ${zone}`) ?? zone)),
    };
  }, [details, say]);
}
