import type { OpcuaFindings } from "../../collector/drivers/opcua/propose.ts";
import { idFrom, serverSignals } from "../../model/discovery/suggestion.ts";
import type { DiscoveryFacts } from "../../model/protocols/opcua/facts.ts";
import { formatFloat } from "./pair-table.ts";
import type { ProposedAsset, ProposedSignal } from "./proposal.ts";
import type { Say } from "./words.ts";

const mostSignals = 60;

/** A server as an asset of an inventory. */
export function opcuaAsset(url: string, findings: OpcuaFindings, site: string, say: Say): ProposedAsset {
  const { discovery, inside } = findings;
  const { hostname, port } = new URL(url);
  const name = discovery.application.applicationName || url;
  const signals = signalsOf(findings, say);
  const more = signals.length > mostSignals ? [say("moreVariables", { count: signals.length - mostSignals })] : [];
  return {
    fields: {
      id: idFrom(inside?.identity.product ?? name, hostname, port),
      name,
      site,
      role: "server",
      ...inside?.identity,
    },
    endpoint: { id: "opcua", protocol: "opcua", url },
    signals: signals.slice(0, mostSignals),
    comment: [url, ...describeOffers(discovery, say), ...describeInside(findings, say), ...more].join("\n"),
    endpointComment: [...describePin(discovery, say), say("trustedAt", { now: "2026-01-31T08:00:00+08:00" })].join("\n"),
  };
}

/** The offers of a server, one line each. */
function describeOffers({ application, endpoints }: DiscoveryFacts, say: Say): readonly string[] {
  const offers = endpoints.map(({ endpointUrl, securityMode, securityPolicyUri, userTokens }) => {
    const tokens = [...new Set(userTokens.map(({ type }) => type))].join(" ");
    return `  ${endpointUrl}  ${securityMode}  ${policyName(securityPolicyUri)}  ${tokens}`;
  });
  return [`${application.applicationUri} (${application.applicationType})`, say("offers"), ...offers];
}

function policyName(uri: string): string {
  return uri.slice(uri.lastIndexOf("#") + 1);
}

function describeInside({ inside, cutShort }: OpcuaFindings, say: Say): readonly string[] {
  if (cutShort !== undefined) return [say("insideCutShort", { code: cutShort })];
  if (inside === undefined) return [say("noSession")];
  const namespaces = inside.namespaces.map((uri, index) => `  ns=${index}  ${uri}`);
  return [say("namespaces"), ...namespaces, ...(inside.complete ? [] : [say("browseIncomplete")])];
}

function describePin({ certificates, endpoints }: DiscoveryFacts, say: Say): readonly string[] {
  const leaves = new Set(endpoints.flatMap(({ certificateSha256 }) => certificateSha256 ?? []));
  return [...leaves].flatMap((sha256) => {
    const certificate = certificates.find((each) => each.sha256 === sha256);
    const who = certificate === undefined ? "" : `${certificate.subject.replaceAll("\n", ", ")}, ${certificate.notAfter}`;
    return [say("pin", { who }), `pinnedCertificateSha256: ${sha256}`];
  });
}

function signalsOf(findings: OpcuaFindings, say: Say): readonly ProposedSignal[] {
  return serverSignals(findings).map(({ id, nodeId, dataType, value }) => ({
    fields: { id, nodeId },
    comment: `${dataType}; ${say("now", { value: formatFloat(value) })}`,
  }));
}
