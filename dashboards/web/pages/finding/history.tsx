import type { FindingDetail } from "../../../../api/contract/findings.ts";
import { timeline } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { EventList } from "../../parts/event-row.tsx";
import { Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { useWords } from "../../words/language.tsx";

/** Events looked through for those of one finding. */
const searched = 500;

/** What happened to a finding, newest first. */
export function History({ detail: { id, enterpriseId, assetId } }: { detail: FindingDetail }) {
  const { t } = useWords();
  const filter = assetId === null ? { enterprise: enterpriseId } : { asset: assetId };
  const entry = useQuery(timeline(filter, searched));
  return (
    <Panel title={t("finding.history")} flush>
      <Loaded entry={entry}>
        {({ items }) => {
          const own = items.filter(({ refersTo }) => refersTo === id);
          return own.length === 0 ? <EmptyState title={t("finding.history-none")} /> : <EventList events={own} />;
        }}
      </Loaded>
    </Panel>
  );
}
