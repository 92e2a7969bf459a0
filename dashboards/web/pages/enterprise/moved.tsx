import { timeline } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { EventList } from "../../parts/event-row.tsx";
import { Link } from "../../parts/link.tsx";
import { Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";

const shown = 5;
const movers = new Set(["score", "finding", "inventory"]);

/** What moved the score, newest first. */
export function Moved({ id }: { id: string }) {
  const { t } = useWords();
  const entry = useQuery(timeline({ enterprise: id }, 100));
  return (
    <Panel title={t("enterprise.moved")} aside={<Link to={to.timeline({ enterprise: id })}>{t("act.show-all")}</Link>} flush>
      <Loaded entry={entry}>
        {({ items }) => {
          const moves = items.filter(({ kind }) => movers.has(kind)).slice(0, shown);
          if (moves.length === 0) return <EmptyState title={t("enterprise.moved-none")} />;
          return <EventList events={moves} />;
        }}
      </Loaded>
    </Panel>
  );
}
