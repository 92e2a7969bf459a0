import { Select } from "antd";
import type { CatalogSummary } from "../../../api/contract/catalogs.ts";
import { catalogs } from "../data/compliance-resources.ts";
import { mainCatalog } from "../data/resources.ts";
import { useQuery } from "../data/use-query.ts";
import { setQuery, usePlace } from "../router.ts";
import { useWords } from "../words/language.tsx";

/** The catalogues that are on, and the one that the address names, itself or by one of its nodes. */
export function useCatalogChoice(): { readonly all: readonly CatalogSummary[]; readonly chosen: string } {
  const { query } = usePlace();
  const asked = query.get("catalog") ?? query.get("node")?.split(".")[0];
  const all = useQuery(catalogs).value?.items ?? [];
  const standing = all.find(({ id }) => id === asked) ?? all.find(({ id }) => id === mainCatalog) ?? all[0];
  return { all, chosen: standing?.id ?? mainCatalog };
}

/** Which catalogue a page is about; nothing where only one is on. */
export function CatalogChoice() {
  const { t, say } = useWords();
  const { all, chosen } = useCatalogChoice();
  if (all.length < 2) return null;
  return (
    <Select
      aria-label={t("word.catalog")}
      value={chosen}
      style={{ width: 260 }}
      options={all.map(({ id, title, documentNo }) => ({ value: id, label: say(title), title: documentNo }))}
      onChange={(catalog: string) => setQuery({ catalog })}
    />
  );
}
