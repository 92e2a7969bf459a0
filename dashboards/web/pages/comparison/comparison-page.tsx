import { overviewSchema } from "../../../../api/contract/overview.ts";
import { paths } from "../../../../api/contract/paths.ts";
import { useQuery } from "../../data/use-query.ts";
import { CatalogChoice, useCatalogChoice } from "../../parts/catalog-choice.tsx";
import { SimulatedTag } from "../../parts/marks.tsx";
import { PageFrame } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { useWords } from "../../words/language.tsx";
import { Groups } from "./groups.tsx";

const overview = { path: paths.authorityOverview, schema: overviewSchema };

/** What do the enterprises come to that somebody answers for, and who lags behind? */
export default function ComparisonPage() {
  const { t } = useWords();
  const entry = useQuery(overview);
  const { chosen } = useCatalogChoice();
  const aside = (
    <>
      {entry.value?.simulated === true && <SimulatedTag />}
      <span className="push">
        <CatalogChoice />
      </span>
    </>
  );
  return (
    <PageFrame title={t("page.comparison")} aside={aside}>
      <Loaded entry={entry} rows={10}>
        {({ catalogs }) => {
          const shown = catalogs.find(({ catalogId }) => catalogId === chosen) ?? catalogs[0];
          if (shown === undefined || shown.whole.enterprises === 0) return <EmptyState title={t("comparison.none")} />;
          return <Groups catalog={shown} />;
        }}
      </Loaded>
    </PageFrame>
  );
}
