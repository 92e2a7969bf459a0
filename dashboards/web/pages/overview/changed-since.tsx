import { useMemo } from "react";
import type { EventView } from "../../../../api/contract/system.ts";
import { pageClock } from "../../data/clock.ts";
import { timeline } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { EventList } from "../../parts/event-row.tsx";
import { Link } from "../../parts/link.tsx";
import { Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { to } from "../../routes.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { noteVisit } from "./last-visit.ts";

/** What happened since this person last looked. */
export function ChangedSince({ shown }: { shown: number }) {
  const { t, format } = useWords();
  const { actor } = useSession();
  const visit = useMemo(() => noteVisit(actor, pageClock.now()), [actor]);
  const entry = useQuery(timeline({}, 100));
  const note = visit.first
    ? t("overview.first-visit")
    : t("overview.changed-since", { time: format.time(visit.since, pageClock.now()) });
  return (
    <Panel title={t("overview.changed")} note={note} aside={<Link to={to.timeline()}>{t("act.show-all")}</Link>} flush>
      <Loaded entry={entry}>
        {({ items }) => <Changes events={items.filter((event) => Date.parse(event.at) > visit.since).slice(0, shown)} />}
      </Loaded>
    </Panel>
  );
}

function Changes({ events }: { events: readonly EventView[] }) {
  const { t } = useWords();
  if (events.length === 0) return <EmptyState title={t("overview.changed-none")} />;
  return <EventList events={events} />;
}
