import type { ReactNode } from "react";
import type { ObservationView } from "../../../../api/contract/assets.ts";
import { second } from "../../../../model/instant.ts";
import { asset, observation } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { FactsView } from "../../parts/facts-view.tsx";
import { Link } from "../../parts/link.tsx";
import { OutcomeMark, SimulatedTag } from "../../parts/marks.tsx";
import { PageFrame, Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { usePlace } from "../../router.ts";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";
import "./observation.css";

/** The bytes that a verdict rests on, with the field that decided. */
export default function ObservationPage({ id }: { id: string }) {
  const { t } = useWords();
  const entry = useQuery(observation(id));
  const pointer = usePlace().query.get("pointer") ?? "";
  return (
    <Loaded entry={entry} rows={12}>
      {(seen) => (
        <PageFrame
          title={t("page.observation")}
          crumbs={[
            { to: to.assets(), name: t("page.assets") },
            { to: to.asset(seen.assetId), name: seen.assetId },
          ]}
          aside={<Aside seen={seen} />}
        >
          <div className="grid-main-side">
            <Panel title={t("word.facts")} note={t("observation.intro")} flush>
              {seen.facts === null ? (
                <EmptyState title={t("observation.no-facts")} />
              ) : (
                <FactsView facts={seen.facts} pointer={pointer} tall />
              )}
            </Panel>
            <Particulars seen={seen} pointer={pointer} />
          </div>
        </PageFrame>
      )}
    </Loaded>
  );
}

function Aside({ seen }: { seen: ObservationView }) {
  const subject = useQuery(asset(seen.assetId)).value;
  return (
    <>
      <code>{seen.probe}</code>
      {subject?.simulated === true && <SimulatedTag />}
    </>
  );
}

function Particulars({ seen, pointer }: { seen: ObservationView; pointer: string }) {
  const { t, say, format } = useWords();
  const subject = useQuery(asset(seen.assetId)).value;
  const fields: readonly (readonly [string, ReactNode])[] = [
    ...(pointer === ""
      ? []
      : [
          [
            t("observation.pointer"),
            <code key="pointer" className="pointer">
              {pointer}
            </code>,
          ] as const,
        ]),
    [
      t("word.asset"),
      <Link key="asset" to={to.asset(seen.assetId)}>
        {subject === undefined ? seen.assetId : say(subject.name)}
      </Link>,
    ],
    [t("word.endpoint"), <code key="endpoint">{seen.endpointId}</code>],
    [t("observation.outcome"), <OutcomeMark key="outcome" outcome={seen.outcome} />],
    ...(seen.reason === null ? [] : [[t("observation.reason"), <Reason key="reason" reason={seen.reason} />] as const]),
    [t("observation.first-seen"), <Moment key="first" at={seen.firstSeen} />],
    [t("observation.last-seen"), <Moment key="last" at={seen.lastSeen} />],
    [t("observation.times"), t("observation.times-n", { times: seen.timesSeen })],
    [t("observation.valid"), t("observation.valid-until", { span: format.span(seen.validForSeconds * second) })],
  ];
  return (
    <section className="panel observation-fields">
      <dl>
        {fields.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h2>{t("observation.digest")}</h2>
      <code>{seen.digest}</code>
      <p className="faint">{t("observation.digest-why")}</p>
    </section>
  );
}

function Reason({ reason }: { reason: NonNullable<ObservationView["reason"]> }) {
  return (
    <>
      <code>{reason.code}</code> {reason.detail}
    </>
  );
}
