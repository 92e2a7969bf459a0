import { useMemo } from "react";
import type { EventView } from "../../../../api/contract/system.ts";
import type { Instant } from "../../../../model/instant.ts";
import { pageClock } from "../../data/clock.ts";
import { enterprises, timeline } from "../../data/resources.ts";
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
  const entry = useQuery(timeline({}, 500));
  const note = visit.first
    ? t("overview.first-visit")
    : t("overview.changed-since", { time: format.time(visit.since, pageClock.now()) });
  return (
    <Panel title={t("overview.changed")} note={note} aside={<Link to={to.timeline()}>{t("act.show-all")}</Link>} flush>
      <Loaded entry={entry}>{({ items }) => <Changes events={newsSince(items, visit.since).slice(0, shown)} />}</Loaded>
    </Panel>
  );
}

/** Single verdicts and observations are told by the findings and scores that follow from them. */
const telling: ReadonlySet<EventView["kind"]> = new Set(["finding", "score", "collector", "inventory", "storage"]);

function newsSince(items: readonly EventView[], since: Instant): readonly EventView[] {
  return items.filter(({ at, kind }) => telling.has(kind) && Date.parse(at) > since);
}

function Changes({ events }: { events: readonly EventView[] }) {
  const { t, say } = useWords();
  const all = useQuery(enterprises).value?.items ?? [];
  const whereOf = ({ enterpriseId }: EventView) => {
    const found = all.find(({ id }) => id === enterpriseId);
    return found === undefined ? undefined : say(found.name);
  };
  if (events.length === 0) return <EmptyState title={t("overview.changed-none")} />;
  return <EventList events={events} whereOf={whereOf} />;
}
