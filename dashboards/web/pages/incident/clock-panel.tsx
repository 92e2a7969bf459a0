import { Button } from "antd";
import type { IncidentView } from "../../../../api/contract/incidents.ts";
import { send } from "../../data/api-client.ts";
import { pageClock, useNow } from "../../data/clock.ts";
import { incident as incidentResource, refreshIncidents } from "../../data/incident-resources.ts";
import { Panel } from "../../parts/page.tsx";
import { EmptyState } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { useAct } from "../../parts/use-act.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { editOf } from "./edit-of.ts";

type Clock = IncidentView["clocks"][number];

/** Whom to tell by when, counting down. */
export function ClockPanel({ incident }: { incident: IncidentView }) {
  const { t } = useWords();
  return (
    <Panel title={t("incident.clocks")} note={t("incident.clocks-note")} flush>
      {incident.clocks.length === 0 ? (
        <EmptyState title={t("incident.no-clocks")} />
      ) : (
        <ul className="list">
          {incident.clocks.map((clock) => (
            <ClockRow key={clock.id} clock={clock} incident={incident} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function ClockRow({ clock, incident }: { clock: Clock; incident: IncidentView }) {
  const { t, say, sayTitle } = useWords();
  const { busy, act } = useAct();
  const allowed = may(useSession(), "incident", incident.enterpriseId);
  const tell = () =>
    act(async () => {
      const told = [...incident.told, { clockId: clock.id, at: new Date(pageClock.now()).toISOString() }];
      await send("PUT", incidentResource(incident.enterpriseId, incident.id), { ...editOf(incident), told });
      refreshIncidents();
    });
  return (
    <li>
      <strong>{sayTitle(clock.title)}</strong>
      <div>{t("incident.tell", { to: say(clock.to) })}</div>
      <Left clock={clock} />
      <div className="soft">
        {clock.source}
        {!clock.confirmed && <span className="tag">{t("word.unconfirmed")}</span>}
      </div>
      {allowed && clock.toldAt === null && clock.dueAt !== null && (
        <Button size="small" loading={busy} onClick={tell}>
          {t("incident.told-act")}
        </Button>
      )}
    </li>
  );
}

function Left({ clock: { dueAt, toldAt, overdue, withinHours } }: { clock: Clock }) {
  const { t, format } = useWords();
  const now = useNow();
  if (toldAt !== null) {
    return (
      <div className={overdue ? "due due-late" : "due"}>
        {t(overdue ? "incident.told-late" : "incident.told")} <Moment at={toldAt} />
      </div>
    );
  }
  if (dueAt === null) return <div className="soft">{t("incident.not-running")}</div>;
  const left = Date.parse(dueAt) - now;
  if (withinHours === null)
    return <div className="due due-late">{t("incident.at-once", { age: format.span(Math.max(0, -left)) })}</div>;
  const words = left >= 0 ? t("incident.left", { span: format.span(left) }) : t("due.late", { age: format.span(-left) });
  return (
    <div className={left >= 0 ? "due" : "due due-late"} role="timer">
      <time dateTime={dueAt}>{format.time(Date.parse(dueAt), now)}</time> · {words}
    </div>
  );
}
