import type { Message } from "../../../model/messages/define.ts";
import { message } from "../../../model/messages/index.ts";
import type { AccessFacts, Attempt, ChannelFacts, DiscoveryFacts, SessionFacts } from "../../../model/protocols/opcua/facts.ts";
import { opcuaAccess, opcuaSession } from "../../../model/protocols/opcua/probes.ts";
import type { CheckResult, EndpointContext, Pointer } from "../define.ts";
import { pass, seen, unknown } from "../results.ts";
import { tcpEndpoints } from "./endpoint-list.ts";

/** Status codes (OPC 10000-4, 7.39) by which a server says no to a missing identity. */
const identityRefused = ["BadIdentityTokenRejected", "BadIdentityTokenInvalid", "BadUserAccessDenied"];
/** By which it says no to sessions over an unsecured channel, or to sessions at all. */
const modeRefused = [
  "BadSecurityPolicyRejected",
  "BadSecurityModeRejected",
  "BadSecurityModeInsufficient",
  "BadSecurityChecksFailed",
  "BadServiceUnsupported",
];
/** By which it says no to a certificate that it does not trust. */
const certificateRefused = ["BadSecurityChecksFailed", "BadCertificateUntrusted"];

/** How far somebody comes whom nobody told the server about and who shows no identity. */
export type StrangersView =
  | { readonly is: "inside"; readonly evidence: Pointer }
  /** Only seen with the collector's certificate, which the server was told to trust. */
  | { readonly is: "trusted-only"; readonly evidence: Pointer }
  | { readonly is: "outside"; readonly evidence: readonly Pointer[] }
  | { readonly is: "unknown"; readonly because: Message };

export interface StrangersFacts {
  readonly "opcua.session": SessionFacts;
  readonly "opcua.discovery"?: DiscoveryFacts | undefined;
  readonly "opcua.channel"?: ChannelFacts | undefined;
}

/** Whether the server proved by its answer that it grants no session over None. */
export function refusesNone(attempt: Attempt): boolean {
  return attempt.reached !== "session" && attempt.reached !== "activated" && saidNo(attempt, modeRefused);
}

/** Whether the server proved by its answer that it does not let this certificate in. */
export function refusesCertificate(attempt: Attempt): boolean {
  return attempt.reached !== "session" && attempt.reached !== "activated" && saidNo(attempt, certificateRefused);
}

/** Whether the server proved by its answer that it does not let this user in. */
export function refusesIdentity(attempt: Attempt): boolean {
  return attempt.reached !== "activated" && saidNo(attempt, identityRefused);
}

/** How an attempt ended, for a sentence. */
export function endingOf({ statusCode, dropped }: Attempt): string {
  return statusCode ?? (dropped ? "connection closed" : "no answer");
}

export function strangersView(facts: StrangersFacts): StrangersView {
  const { overNone, overEncrypted } = facts["opcua.session"];
  if (overNone?.reached === "activated") return { is: "inside", evidence: seen(opcuaSession, "overNone", "reached") };
  const activated = overEncrypted?.reached === "activated";
  if (activated && !overEncrypted.trusted) return { is: "inside", evidence: seen(opcuaSession, "overEncrypted", "reached") };
  if (overNone === undefined) return { is: "unknown", because: message("opcua.none-not-tried") };
  if (!saidNo(overNone, [...identityRefused, ...modeRefused])) {
    return { is: "unknown", because: message("opcua.attempt-inconclusive", { mode: "None", ending: endingOf(overNone) }) };
  }
  if (activated) return insideByTrust(facts["opcua.channel"]);
  return withoutEncrypted(facts);
}

/** The verdict of checks on what a stranger may do, where a stranger is not inside; undefined where one is. */
export function verdictOutside(view: StrangersView): CheckResult | undefined {
  switch (view.is) {
    case "inside":
      return undefined;
    case "outside":
      return pass(message("opcua.no-session-for-strangers"), { evidence: view.evidence });
    case "trusted-only":
      return unknown(message("opcua.seen-under-trust-only"));
    case "unknown":
      return unknown(view.because);
  }
}

/** The rights that a stranger was seen to have; undefined where the probe looked through another session or not at all. */
export function strangersAccess(access: AccessFacts | undefined): AccessFacts | undefined {
  if (access === undefined) return undefined;
  const { identity, shown, trusted } = access.session;
  return identity === "anonymous" && (shown === "none" || !trusted) ? access : undefined;
}

/** Unknown for want of a stranger's rights, with the reason why the probe that looks for them failed, where it did. */
export function rightsNotSeen({ latest, endpoint }: Pick<EndpointContext, "latest" | "endpoint">): CheckResult {
  const newest = latest.find((one) => one.endpointId === endpoint.id && one.probe === opcuaAccess.id);
  if (newest === undefined || newest.outcome === "answered") return unknown(message("opcua.rights-not-seen"));
  const { probe, outcome, reason } = newest;
  return unknown(message("common.probe-failed", { probe, outcome, reason: reason?.code ?? "unstated" }));
}

function insideByTrust(channel: ChannelFacts | undefined): StrangersView {
  const evidence = seen(opcuaSession, "overEncrypted", "reached");
  const stranger = channel?.stranger;
  return stranger !== undefined && refusesCertificate(stranger)
    ? { is: "outside", evidence: [evidence, { probe: "opcua.channel", pointer: "/stranger/statusCode" }] }
    : { is: "trusted-only", evidence };
}

/** Over None the server said no; over an encrypted channel it must have, too, or offer nothing to somebody without identity. */
function withoutEncrypted({ "opcua.session": session, "opcua.discovery": discovery }: StrangersFacts): StrangersView {
  const none = seen(opcuaSession, "overNone", "statusCode");
  const { overEncrypted } = session;
  if (overEncrypted === undefined) {
    const offered = discovery === undefined || offersAnonymousEncrypted(discovery);
    return offered ? { is: "unknown", because: message("opcua.encrypted-not-tried") } : { is: "outside", evidence: [none] };
  }
  const expected = overEncrypted.trusted ? identityRefused : [...identityRefused, ...certificateRefused];
  return saidNo(overEncrypted, expected)
    ? { is: "outside", evidence: [none, seen(opcuaSession, "overEncrypted", "statusCode")] }
    : {
        is: "unknown",
        because: message("opcua.attempt-inconclusive", { mode: overEncrypted.securityMode, ending: endingOf(overEncrypted) }),
      };
}

function offersAnonymousEncrypted(discovery: DiscoveryFacts): boolean {
  return tcpEndpoints(discovery).some(
    ({ endpoint }) => endpoint.securityMode !== "None" && endpoint.userTokens.some((token) => token.type === "Anonymous"),
  );
}

function saidNo({ statusCode }: Attempt, codes: readonly string[]): boolean {
  return statusCode !== undefined && codes.includes(statusCode);
}
