import { useNow } from "../data/clock.ts";
import { timeline } from "../data/resources.ts";
import { useQuery } from "../data/use-query.ts";
import { SeverityMark } from "../parts/marks.tsx";
import { useWords } from "../words/language.tsx";

const shown = 7;
/** Looked through for what is told. */
const searched = 200;

/** What happened last; single verdicts and observations are told by what follows from them. */
export function EventsView() {
  const { t, say, format } = useWords();
  const now = useNow();
  const entry = useQuery(timeline({}, searched));
  const events = (entry.value?.items ?? []).filter(({ kind }) => kind !== "verdict" && kind !== "observation").slice(0, shown);
  if (events.length === 0) return <p className="wall-empty">{entry.loading ? t("wall.loading") : t("wall.no-event")}</p>;
  return (
    <ul className="wall-list wall-events">
      {events.map((event) => (
        <li key={event.id}>
          <span className="wall-soft">{format.age(Date.parse(event.at), now)}</span>
          <span>{event.severity === null ? t(`event.${event.kind}`) : <SeverityMark severity={event.severity} />}</span>
          <span className="truncate">{say(event.text)}</span>
        </li>
      ))}
    </ul>
  );
}
