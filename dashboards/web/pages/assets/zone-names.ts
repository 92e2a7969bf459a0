import { useMemo } from "react";
import type { AssetSummary } from "../../../../api/contract/assets.ts";
import { enterprise } from "../../data/resources.ts";
import { useQueries } from "../../data/use-query.ts";
import { useWords } from "../../words/language.tsx";

export type ZoneName = (asset: Pick<AssetSummary, "enterpriseId" | "site" | "zone">) => string | null;

/** Zones are named in the enterprises' sites; this many enterprises are asked, the rest show ids. */
const asked = 20;

/** Names of the zones that assets lie in. */
export function useZoneNames(assets: readonly AssetSummary[]): ZoneName {
  const { say } = useWords();
  const ids = useMemo(() => [...new Set(assets.map(({ enterpriseId }) => enterpriseId))].slice(0, asked), [assets]);
  const details = useQueries(ids.map(enterprise));
  return useMemo(() => {
    const names = new Map<string, string>();
    for (const { value } of details) {
      for (const site of value?.sites ?? []) {
        for (const zone of site.zones) names.set(`${value?.id} ${site.id} ${zone.id}`, say(zone.name));
      }
    }
    return ({ enterpriseId, site, zone }) => (zone === null ? null : (names.get(`${enterpriseId} ${site} ${zone}`) ?? zone));
  }, [details, say]);
}
