import type { EventView } from "../../../../api/contract/system.ts";
import { enterprises } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { eventTarget } from "../../parts/event-row.tsx";
import { Link } from "../../parts/link.tsx";
import { SeverityMark, SimulatedTag } from "../../parts/marks.tsx";
import { Age } from "../../parts/time.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";

/** One event with its local time, as a line of the day. */
export function EventLine({ event }: { event: EventView }) {
  const { t, say, format } = useWords();
  const target = eventTarget(event);
  const at = Date.parse(event.at);
  return (
    <li className="event-line">
      <span className="event-line-time">{format.time(at, at).slice(-8)}</span>
      <span className="faint event-line-age">
        <Age at={event.at} />
      </span>
      <span>
        <span className="tag">{t(`event.${event.kind}`)}</span>
      </span>
      <span>{event.severity !== null && <SeverityMark severity={event.severity} />}</span>
      <span className="event-line-text">
        {target === undefined ? say(event.text) : <Link to={target}>{say(event.text)}</Link>}
      </span>
      <span className="event-line-where">{event.enterpriseId !== null && <Where id={event.enterpriseId} />}</span>
    </li>
  );
}

function Where({ id }: { id: string }) {
  const { say } = useWords();
  const found = useQuery(enterprises).value?.items.find((enterprise) => enterprise.id === id);
  return (
    <>
      <Link to={to.enterprise(id)}>{found === undefined ? id : say(found.name)}</Link>
      {found?.simulated === true && <SimulatedTag />}
    </>
  );
}
