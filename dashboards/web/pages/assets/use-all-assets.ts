import { useMemo } from "react";
import type { AssetSummary } from "../../../../api/contract/assets.ts";
import { assetsPage, enterprises, pageLimit } from "../../data/resources.ts";
import { useQueries, useQuery } from "../../data/use-query.ts";

/** Pages of the list that are read at once. */
const mostPages = 20;

/** Every asset, page by page; `cut`: there are more than can be read. */
export function useAllAssets(enterprise: string | undefined) {
  const all = useQuery(enterprises).value?.items ?? [];
  const total = all
    .filter(({ id }) => enterprise === undefined || id === enterprise)
    .reduce((sum, { counts }) => sum + counts.assets, 0);
  const pages = Math.min(mostPages, Math.max(1, Math.ceil(total / pageLimit)));
  const entries = useQueries(Array.from({ length: pages }, (_, page) => assetsPage({ enterprise }, page)));
  const items = useMemo(() => entries.flatMap(({ value }): readonly AssetSummary[] => value?.items ?? []), [entries]);
  const [first] = entries;
  return { first, items, cut: total > mostPages * pageLimit };
}
