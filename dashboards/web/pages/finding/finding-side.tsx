import type { ReactNode } from "react";
import type { FindingDetail } from "../../../../api/contract/findings.ts";
import { Link } from "../../parts/link.tsx";
import { Panel } from "../../parts/page.tsx";
import { Moment } from "../../parts/time.tsx";
import { to } from "../../routes.ts";
import { shortId } from "../../score/node-names.ts";
import { useWords } from "../../words/language.tsx";
import { AddressClock } from "./address-clock.tsx";
import { Measures } from "./measures.tsx";
import { Rectification } from "./rectification.tsx";

/** What belongs to a finding beside its words: gain, particulars, objectives, references. */
export function FindingSide({ detail }: { detail: FindingDetail }) {
  const { t, say } = useWords();
  return (
    <div className="stack">
      {detail.waiver !== null && <Waiver waiver={detail.waiver} />}
      <Rectification detail={detail} />
      <Measures detail={detail} />
      <AddressClock detail={detail} />
      <Gain detail={detail} />
      <Particulars detail={detail} />
      <Panel title={t("finding.objectives")} flush>
        <ul className="list">
          {detail.objectives.map(({ id, text, as }) => (
            <li key={id}>
              <Link to={to.explanation(detail.enterpriseId, id)}>
                {shortId(id)} {say(text)}
              </Link>{" "}
              <span className="tag">{t(`finding.objective-${as}`)}</span>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={t("finding.references")}>
        <ul className="references">
          {detail.references.map(({ source, clause }) => (
            <li key={`${source} ${clause}`}>
              {source} {clause}
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}

function Waiver({ waiver }: { waiver: NonNullable<FindingDetail["waiver"]> }) {
  const { t, format } = useWords();
  return (
    <Panel title={t("finding-status.waived")}>
      <p>{t("finding.waived", { by: waiver.by, until: format.date(Date.parse(waiver.until)) })}</p>
      <p className="prose">{waiver.reason}</p>
      <p className="faint">{t("finding.waived-still-caps")}</p>
    </Panel>
  );
}

function Gain({ detail: { gain } }: { detail: FindingDetail }) {
  const { t, format } = useWords();
  return (
    <Panel title={t("finding.gain")}>
      {gain === null ? (
        <p className="soft">{t("finding.gain-none")}</p>
      ) : (
        <dl className="gains">
          <div>
            <dt>{t("finding.gain-alone")}</dt>
            <dd>{format.signed(gain.alone)}</dd>
          </div>
          <div>
            <dt>{t("finding.gain-together")}</dt>
            <dd>{format.signed(gain.together)}</dd>
          </div>
        </dl>
      )}
    </Panel>
  );
}

function Particulars({ detail }: { detail: FindingDetail }) {
  const { t, say } = useWords();
  const { assetId, assetName, enterpriseId, enterpriseName } = detail;
  const subject =
    assetId === null || assetName === null ? t("word.enterprise-itself") : <Link to={to.asset(assetId)}>{say(assetName)}</Link>;
  const fields: readonly (readonly [string, ReactNode])[] = [
    [t("word.asset"), subject],
    [
      t("word.enterprise"),
      <Link key="enterprise" to={to.enterprise(enterpriseId)}>
        {say(enterpriseName)}
      </Link>,
    ],
    [t("word.check"), <code key="check">{detail.checkId}</code>],
    [t("finding.first-seen"), <Moment key="first" at={detail.firstSeen} />],
    [t("finding.last-seen"), <Moment key="last" at={detail.lastSeen} />],
    ...(detail.resolvedAt === null
      ? []
      : [[t("finding.resolved-at"), <Moment key="resolved" at={detail.resolvedAt} />] as const]),
    ...(detail.acknowledgedBy === null ? [] : [[t("finding.acknowledged-by"), detail.acknowledgedBy] as const]),
  ];
  return (
    <section className="panel finding-fields">
      <dl>
        {fields.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
