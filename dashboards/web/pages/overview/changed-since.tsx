import { useEffect, useMemo } from "react";
import type { EnterpriseSummary } from "../../../../api/contract/enterprises.ts";
import type { EventView } from "../../../../api/contract/system.ts";
import { type Instant, minute } from "../../../../model/instant.ts";
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
import { noteVisit, type Visit } from "./last-visit.ts";
import { ScoreMoves, useScoreMoves } from "./score-moves.tsx";

/** Events looked through for news. */
const searched = 500;

/** What happened since this person last looked. */
export function ChangedSince({ shown, enterprises }: { shown: number; enterprises: readonly EnterpriseSummary[] }) {
  const { t, format } = useWords();
  const visit = useVisit();
  const entry = useQuery(timeline({}, searched));
  const note = visit.first
    ? t("overview.first-visit")
    : t("overview.changed-since", { time: format.time(visit.since, pageClock.now()) });
  return (
    <Panel title={t("overview.changed")} note={note} aside={<Link to={to.timeline()}>{t("act.show-all")}</Link>} flush>
      <Loaded entry={entry}>
        {({ items }) => <Changes events={newsSince(items, visit.since)} {...{ shown, enterprises, since: visit.since }} />}
      </Loaded>
    </Panel>
  );
}

/** The visit that this page belongs to; it lasts for as long as the page is open. */
function useVisit(): Visit {
  const { actor } = useSession();
  useEffect(() => {
    const timer = setInterval(() => noteVisit(actor, pageClock.now()), minute);
    return () => clearInterval(timer);
  }, [actor]);
  return useMemo(() => noteVisit(actor, pageClock.now()), [actor]);
}

/** Single verdicts and observations are told by what follows from them; a score by a row of its own. */
const telling: ReadonlySet<EventView["kind"]> = new Set(["finding", "collector", "inventory", "storage"]);

function newsSince(items: readonly EventView[], since: Instant): readonly EventView[] {
  return items.filter(({ at, kind }) => telling.has(kind) && Date.parse(at) > since);
}

function Changes({
  events,
  enterprises,
  since,
  shown,
}: {
  events: readonly EventView[];
  enterprises: readonly EnterpriseSummary[];
  since: Instant;
  shown: number;
}) {
  const { t, say } = useWords();
  const moves = useScoreMoves(enterprises, since);
  const whereOf = ({ enterpriseId }: EventView) => {
    const found = enterprises.find(({ id }) => id === enterpriseId);
    return found === undefined ? undefined : say(found.name);
  };
  if (events.length + moves.length === 0) return <EmptyState title={t("overview.changed-none")} />;
  const room = Math.max(1, shown - moves.length);
  return <EventList events={events.slice(0, room)} whereOf={whereOf} first={<ScoreMoves moves={moves} />} />;
}
