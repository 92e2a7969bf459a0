import { useState } from "react";
import type { EndpointView, ObservationView } from "../../../../api/contract/assets.ts";
import { FactsView } from "../../parts/facts-view.tsx";
import { Link } from "../../parts/link.tsx";
import { OutcomeMark } from "../../parts/marks.tsx";
import { Panel } from "../../parts/page.tsx";
import { EmptyState } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";

/** Everything that was seen, uninterpreted. */
export function RawFacts({ endpoints }: { endpoints: readonly EndpointView[] }) {
  const { t } = useWords();
  const observations = endpoints.flatMap((endpoint) => endpoint.observations);
  if (observations.length === 0) {
    return (
      <Panel title={t("asset.facts")}>
        <EmptyState title={t("asset.facts-none")} />
      </Panel>
    );
  }
  return (
    <Panel title={t("asset.facts")} note={t("observation.intro")} flush>
      {observations.map((seen) => (
        <Seen key={seen.id} seen={seen} />
      ))}
    </Panel>
  );
}

/** Facts can be long, so they are drawn once somebody opens them. */
function Seen({ seen }: { seen: ObservationView }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <details className="raw-facts" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Heading seen={seen} />
      </summary>
      {open && (
        <>
          <p className="raw-facts-link">
            <Link to={to.observation(seen.id)}>{t("asset.open-observation")}</Link>
          </p>
          {seen.facts === null ? (
            <p className="raw-facts-link soft">{t("observation.no-facts")}</p>
          ) : (
            <FactsView facts={seen.facts} />
          )}
        </>
      )}
    </details>
  );
}

function Heading({ seen }: { seen: ObservationView }) {
  const { t } = useWords();
  return (
    <span className="raw-facts-head">
      <code>
        {seen.endpointId} · {seen.probe}
      </code>
      <OutcomeMark outcome={seen.outcome} />
      <span className="faint">
        <Moment at={seen.lastSeen} /> · {t("asset.seen-times", { times: seen.timesSeen })}
      </span>
    </span>
  );
}
