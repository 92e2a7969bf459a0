import type { EnterpriseSummary } from "../../../../api/contract/enterprises.ts";
import { whatIf } from "../../data/resources.ts";
import { useQueries } from "../../data/use-query.ts";
import { Panel } from "../../parts/page.tsx";
import { RepairRow } from "../../parts/repair-row.tsx";
import { EmptyState, Loading } from "../../parts/states.tsx";
import { useWords } from "../../words/language.tsx";
import { fixFirst } from "./repair-order.ts";

const shown = 5;
/** Repairs are asked for from the lowest scores alone, since each is an answer of its own. */
const asked = 10;

/** Five repairs by what they gain, over the enterprises with the lowest scores. */
export function FixFirst({ enterprises }: { enterprises: readonly EnterpriseSummary[] }) {
  const { t, say } = useWords();
  const lowest = enterprises
    .filter(({ score }) => score !== null)
    .sort((one, other) => (one.score?.demonstrated ?? 0) - (other.score?.demonstrated ?? 0))
    .slice(0, asked);
  const answers = useQueries(lowest.map(({ id }) => whatIf(id)));
  const all = lowest.flatMap(({ id }, index) =>
    (answers[index]?.value?.items ?? []).map((repair) => ({ enterpriseId: id, repair })),
  );
  const first = fixFirst(all, shown);
  const nameOf = (id: string) => enterprises.find((enterprise) => enterprise.id === id)?.name;
  return (
    <Panel title={t("overview.fix-first")} note={t("overview.fix-first-hint")} flush>
      {first.length === 0 &&
        (answers.some(({ loading }) => loading) ? <Loading /> : <EmptyState title={t("overview.fix-first-none")} />)}
      <ul className="list">
        {first.map(({ enterpriseId, repair }) => {
          const name = nameOf(enterpriseId);
          const where = name === undefined ? {} : { where: say(name) };
          return <RepairRow key={`${enterpriseId} ${repair.checkId} ${repair.assetId}`} repair={repair} {...where} />;
        })}
      </ul>
    </Panel>
  );
}
