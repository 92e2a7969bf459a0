import "./rows.css";
import type { ReactNode } from "react";
import type { EventView } from "../../../api/contract/system.ts";
import { to } from "../routes.ts";
import { useWords } from "../words/language.tsx";
import { Link } from "./link.tsx";
import { SeverityMark } from "./marks.tsx";
import { Age } from "./time.tsx";

/** Where an event leads. */
export function eventTarget(event: EventView): string | undefined {
  if (event.kind === "finding" && event.refersTo !== null) return to.finding(event.refersTo);
  if (event.kind === "score" && event.enterpriseId !== null) return to.explanation(event.enterpriseId);
  if (event.kind === "observation" && event.refersTo !== null) return to.observation(event.refersTo);
  if (event.assetId !== null) return to.asset(event.assetId, event.checkId ?? undefined);
  if (event.kind === "collector") return to.collectors();
  return event.enterpriseId === null ? undefined : to.enterprise(event.enterpriseId);
}

function EventRow({ event, where }: { event: EventView; where: string | undefined }) {
  const { t, say } = useWords();
  const target = eventTarget(event);
  return (
    <li className="event-row">
      <span className="tag">{t(`event.${event.kind}`)}</span>
      <span className="event-mark">{event.severity !== null && <SeverityMark severity={event.severity} />}</span>
      <span className="event-age">
        {where !== undefined && `${where} · `}
        <Age at={event.at} />
      </span>
      <span className="event-text" title={say(event.text)}>
        {target === undefined ? say(event.text) : <Link to={target}>{say(event.text)}</Link>}
      </span>
    </li>
  );
}

/** Several events, newest first; a text that is long takes more lines. */
export function EventList({
  events,
  whereOf,
  first,
}: {
  events: readonly EventView[];
  /** Rows of another kind that stand before the events. */
  first?: ReactNode;
  /** Name of an event's enterprise, where a list holds those of several. */
  whereOf?: (event: EventView) => string | undefined;
}) {
  return (
    <ul className="list event-list">
      {first}
      {events.map((event) => (
        <EventRow key={event.id} event={event} where={whereOf?.(event)} />
      ))}
    </ul>
  );
}
