import type { AdvisoryDetail, VulnerabilityView } from "../../../../api/contract/advisories.ts";
import { advisory } from "../../data/advisory-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { Link } from "../../parts/link.tsx";
import { PageFrame, Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";
import type { MessageKey } from "../../words/messages.ts";
import { ExploitedMark, ScoreMark, TrustMark } from "../advisories/advisory-marks.tsx";

/** What does the maker say, which assets may it concern, and what is to be done? */
export default function AdvisoryPage({ id }: { id: string }) {
  const { t } = useWords();
  const entry = useQuery(advisory(id));
  return (
    <Loaded entry={entry} rows={12}>
      {(detail) => (
        <PageFrame
          title={`${detail.trackingId} ${detail.title}`}
          crumbs={[{ to: to.advisories(), name: t("page.advisories") }]}
          aside={<ExploitedMark exploited={detail.exploited} />}
        >
          <div className="grid-main-side">
            <div className="stack">
              <Affected detail={detail} />
              <Panel title={t("advisories.vulnerabilities")}>
                {detail.vulnerabilities.map((one, index) => (
                  <Vulnerability key={one.cve ?? `${index} ${one.title}`} one={one} />
                ))}
              </Panel>
            </div>
            <div className="stack">
              <Particulars detail={detail} />
              <Imports detail={detail} />
            </div>
          </div>
        </PageFrame>
      )}
    </Loaded>
  );
}

function Affected({ detail: { affected } }: { detail: AdvisoryDetail }) {
  const { t, say } = useWords();
  return (
    <Panel title={`${t("advisories.assets")} ${affected.length}`} note={t("advisories.possible-note")}>
      {affected.length === 0 ? (
        <EmptyState title={t("advisories.affected-none")} />
      ) : (
        <ul className="list">
          {affected.map(({ assetId, assetName, because }) => (
            <li key={assetId}>
              <Link to={to.asset(assetId, "advisory.known-vulnerability")}>{say(assetName)}</Link>
              <div className="soft">{say(because)}</div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

const productsShown = 30;

function Vulnerability({ one }: { one: VulnerabilityView }) {
  const { t } = useWords();
  return (
    <article className="advisory-vulnerability">
      <h3>
        {one.cve !== null && <code>{one.cve}</code>} {one.title !== one.cve && one.title} <ScoreMark score={one.score} />{" "}
        <ExploitedMark exploited={one.exploited} />
      </h3>
      {one.vector !== null && <code className="faint">{one.vector}</code>}
      <h4>{t("advisories.remedies")}</h4>
      <Remedies remedies={one.remedies} />
      <h4>{t("advisories.products")}</h4>
      <ul className="advisory-products">
        {one.products.slice(0, productsShown).map(({ name, versions, status }) => (
          <li key={`${status} ${name} ${versions}`}>
            <strong>{t(`advisories.status-${status}`)}</strong> {name} {versions !== "" && <code>{versions}</code>}
          </li>
        ))}
        {one.products.length > productsShown && (
          <li className="faint">{t("advisories.more-products", { count: one.products.length - productsShown })}</li>
        )}
      </ul>
    </article>
  );
}

const remedyNames: Readonly<Record<string, Extract<MessageKey, `advisories.remedy-${string}`>>> = {
  vendor_fix: "advisories.remedy-vendor_fix",
  mitigation: "advisories.remedy-mitigation",
  workaround: "advisories.remedy-workaround",
  none_available: "advisories.remedy-none_available",
  no_fix_planned: "advisories.remedy-no_fix_planned",
  fix_planned: "advisories.remedy-fix_planned",
};

function Remedies({ remedies }: { remedies: VulnerabilityView["remedies"] }) {
  const { t } = useWords();
  if (remedies.length === 0) return <p className="soft">{t("advisories.no-remedies")}</p>;
  // The same advice often stands once for every product.
  const told = [...new Map(remedies.map((remedy) => [JSON.stringify(remedy), remedy])).entries()];
  return (
    <ul className="list">
      {told.map(([key, { category, details, url }]) => {
        const name = remedyNames[category];
        return (
          <li key={key}>
            <strong>{name === undefined ? category : t(name)}</strong> {details}
            {url !== null && <code className="faint"> {url}</code>}
          </li>
        );
      })}
    </ul>
  );
}

function Particulars({ detail }: { detail: AdvisoryDetail }) {
  const { t } = useWords();
  const fields = [
    [t("advisories.publisher"), detail.publisher],
    [t("advisories.score"), <ScoreMark key="score" score={detail.score} />],
    [t("advisories.revision"), detail.revision],
    [t("advisories.state"), t(`advisories.state-${detail.state}`)],
    [t("advisories.released"), <Moment key="released" at={detail.releasedAt} />],
    [t("advisories.trust"), <TrustMark key="trust" trust={detail.trust} />],
    ...(detail.trust.signer === null ? [] : [[t("advisories.signer"), <code key="signer">{detail.trust.signer}</code>] as const]),
    [t("advisories.file"), <code key="file">{detail.file}</code>],
    [t("advisories.sha256"), <code key="hash">{detail.sha256}</code>],
    ...(detail.url === "" ? [] : [[t("advisories.original"), <code key="url">{detail.url}</code>] as const]),
  ] as const;
  return (
    <Panel title={t("advisories.particulars")}>
      <dl className="facts-list">
        {fields.map(([name, value]) => (
          <div key={name} className="facts-pair">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function Imports({ detail: { revisions } }: { detail: AdvisoryDetail }) {
  const { t } = useWords();
  return (
    <Panel title={t("advisories.imports")}>
      <ul className="list">
        {revisions.map(({ number, revision, importedAt, importedBy }) => (
          <li key={number}>
            {t("advisories.revision")} {revision} · <Moment at={importedAt} />
            <div className="soft">{t("advisories.imported-by", { by: importedBy })}</div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
