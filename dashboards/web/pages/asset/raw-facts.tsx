import { Collapse } from "antd";
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
  const items = observations.map((seen) => ({
    key: seen.id,
    label: <Heading seen={seen} />,
    extra: <Link to={to.observation(seen.id)}>{t("page.observation")}</Link>,
    children: seen.facts === null ? <p className="soft">{t("observation.no-facts")}</p> : <FactsView facts={seen.facts} />,
  }));
  return (
    <Panel title={t("asset.facts")} note={t("observation.intro")} flush>
      <Collapse items={items} bordered={false} className="raw-facts" destroyOnHidden />
    </Panel>
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
