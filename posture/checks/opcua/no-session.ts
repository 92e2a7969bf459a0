import { message } from "../../../model/messages/index.ts";
import type { OpcuaEndpoint } from "../../../model/protocols/opcua/endpoint.ts";
import type { SessionFacts } from "../../../model/protocols/opcua/facts.ts";
import { opcuaSession } from "../../../model/protocols/opcua/probes.ts";
import type { CheckResult } from "../define.ts";
import { seen, unknown } from "../results.ts";
import { endingOf, refusesCertificate } from "./stranger.ts";

/** Unknown where the collector got no session to read by, with the reason why not; undefined where it has one. */
export function withoutSession(facts: SessionFacts, endpoint: OpcuaEndpoint): CheckResult | undefined {
  if (facts.session !== undefined) return undefined;
  for (const name of ["configured", "overEncrypted"] as const) {
    const attempt = facts[name];
    if (attempt === undefined || !refusesCertificate(attempt)) continue;
    const evidence = [seen(opcuaSession, name, "statusCode")];
    return unknown(message("opcua.no-session-untrusted", { status: endingOf(attempt) }), { evidence });
  }
  if (facts.configured === undefined) return unknown(passwordNotSent(endpoint));
  return unknown(message("opcua.no-session", { ending: endingOf(facts.configured) }), {
    evidence: [seen(opcuaSession, "configured", "reached")],
  });
}

function passwordNotSent({ credentials, pinnedCertificateSha256 }: OpcuaEndpoint) {
  if (credentials === undefined) return message("opcua.no-session-identity");
  return pinnedCertificateSha256 === undefined
    ? message("opcua.no-session-unpinned")
    : message("opcua.no-session-password-kept", { variable: credentials.passwordEnv });
}
