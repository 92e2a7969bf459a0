import type { SimulationRecord } from "../../../../api/contract/simulation.ts";
import { Panel } from "../../parts/page.tsx";
import { EmptyState } from "../../parts/states.tsx";
import { useWords } from "../../words/language.tsx";
import type { MessageKey } from "../../words/messages.ts";

type Event = SimulationRecord["events"][number];

const actionWords = {
  restart: "simulation.action-restart",
  "roll-certificate": "simulation.action-roll-certificate",
  "brute-force": "simulation.action-brute-force",
  "value-jump": "simulation.action-value-jump",
  silence: "simulation.action-silence",
  resume: "simulation.action-resume",
  drift: "simulation.action-drift",
  "stop-program": "simulation.action-stop-program",
  "start-program": "simulation.action-start-program",
} as const satisfies Record<string, MessageKey>;

/** What the simulator does to devices, as it happens. */
export function EventList({ events, elapsed }: { events: readonly Event[]; elapsed: number }) {
  const { t } = useWords();
  const sorted = events.toSorted((a, b) => a.at - b.at);
  return (
    <Panel title={t("simulation.timeline")} flush>
      {events.length === 0 && <EmptyState title={t("simulation.timeline-none")} />}
      {events.some(({ due }) => due === null) && <EmptyState title={t("simulation.before-events")} />}
      <ol className="list">
        {sorted.map((event) => (
          <EventLine key={`${event.at} ${event.device} ${event.action}`} event={event} elapsed={elapsed} />
        ))}
      </ol>
    </Panel>
  );
}

function EventLine({ event: { at, due, action, device }, elapsed }: { event: Event; elapsed: number }) {
  const { t } = useWords();
  const happened = due !== null && due <= elapsed;
  const time = due === null ? `+${(at / 1000).toFixed(0)}` : (due / 1000).toFixed(0);
  return (
    <li className={happened ? undefined : "soft"}>
      <span className="mark">
        <i className="simulation-shape" aria-hidden="true">
          {happened ? "●" : "○"}
        </i>
        <strong>{isAction(action) ? t(actionWords[action]) : action}</strong>
      </span>
      <div className="soft">
        {t("simulation.seconds", { n: time })} · {device === null ? t("simulation.all-devices") : <code>{device}</code>} ·{" "}
        {t(happened ? "simulation.happened" : "simulation.to-come")}
      </div>
    </li>
  );
}

function isAction(action: string): action is keyof typeof actionWords {
  return Object.hasOwn(actionWords, action);
}
