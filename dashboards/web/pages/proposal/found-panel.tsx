import type { ProposalDetail } from "../../../../api/contract/discovery.ts";
import type { LookFindings, TableFindings } from "../../../../model/discovery/findings.ts";
import { Panel } from "../../parts/page.tsx";
import { Moment } from "../../parts/time.tsx";
import { useWords } from "../../words/language.tsx";

/** What the device said of itself, and what it lets be read. */
export function FoundPanel({ proposal }: { proposal: ProposalDetail }) {
  const { t } = useWords();
  const { url, kind, identity, name, foundAt, seenAt, findings, collectorId } = proposal;
  const said = [name ?? undefined, identity.vendor, identity.product, identity.version].filter((part) => part !== undefined);
  return (
    <Panel title={t("discovery.device")}>
      <dl className="proposal-facts">
        <dt>{t("discovery.address")}</dt>
        <dd>
          <code>{url}</code>
        </dd>
        <dt>{t("discovery.kind")}</dt>
        <dd>{t(`discovery.kind-${kind}`)}</dd>
        <dt>{t("proposal.identity")}</dt>
        <dd>
          {said.length === 0 ? <span className="missing">{t("proposal.no-identity")}</span> : [...new Set(said)].join(" · ")}
        </dd>
        <dt>{t("discovery.first")}</dt>
        <dd>
          <Moment at={foundAt} />
        </dd>
        <dt>{t("discovery.last")}</dt>
        <dd>
          <Moment at={seenAt} />
        </dd>
        <dt>{t("discovery.by")}</dt>
        <dd>{collectorId}</dd>
        {findings !== null && <Read findings={findings} />}
      </dl>
    </Panel>
  );
}

function Read({ findings }: { findings: LookFindings }) {
  const { t } = useWords();
  if (findings.protocol === "modbus") {
    const [unit] = findings.units;
    if (unit === undefined) return null;
    return (
      <>
        <dt>{t("proposal.ranges")}</dt>
        <dd className="discovery-lines">
          <span>
            {t("proposal.unit", { unit: unit.unit })}
            {findings.gatewaySpoke && ` · ${t("proposal.behind-gateway")}`}
          </span>
          {unit.tables.map((table) => (
            <Ranges key={table.table} found={table} />
          ))}
        </dd>
      </>
    );
  }
  const { discovery, inside, cutShort } = findings;
  return (
    <>
      <dt>{t("proposal.endpoints")}</dt>
      <dd className="discovery-lines">
        {discovery.endpoints.map(({ endpointUrl, securityMode, securityPolicyUri, userTokens }) => (
          <span key={`${endpointUrl} ${securityMode} ${securityPolicyUri}`}>
            {securityMode} · {securityPolicyUri.slice(securityPolicyUri.lastIndexOf("#") + 1)} ·{" "}
            {[...new Set(userTokens.map(({ type }) => type))].join(" ")}
          </span>
        ))}
        {inside === undefined && <span className="soft">{cutShort ?? t("proposal.no-session")}</span>}
        {inside?.complete === false && <span className="soft">{t("proposal.incomplete")}</span>}
      </dd>
    </>
  );
}

function Ranges({ found: { table, ranges, ended } }: { found: TableFindings }) {
  const { t } = useWords();
  const spans = ranges
    .toSorted((a, b) => a.first - b.first)
    .map(({ first, last }) => (first === last ? String(first) : `${first}–${last}`));
  const why = ended !== "searched" || spans.length === 0 ? t(`proposal.ended-${ended}`) : undefined;
  return (
    <span>
      {t(`preview.table-${table}`)}
      {t("word.colon")}
      {[...spans, ...(why === undefined ? [] : [why])].join(", ")}
    </span>
  );
}
