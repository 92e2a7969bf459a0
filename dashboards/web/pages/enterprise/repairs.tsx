import { whatIf } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { Panel } from "../../parts/page.tsx";
import { RepairRow } from "../../parts/repair-row.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { useWords } from "../../words/language.tsx";

const shown = 8;

/** What to repair next, as the centre ranks it, with the gain alone and together. */
export function Repairs({ id, catalogId }: { id: string; catalogId: string }) {
  const { t } = useWords();
  const entry = useQuery(whatIf(id, catalogId));
  return (
    <Panel title={t("enterprise.repairs")} note={t("enterprise.repairs-hint")} flush>
      <Loaded entry={entry}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t("enterprise.repairs-none")} />
          ) : (
            <ul className="list">
              {items.slice(0, shown).map((repair) => (
                <RepairRow key={`${repair.checkId} ${repair.assetId}`} repair={repair} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}
