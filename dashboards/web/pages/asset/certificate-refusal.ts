import type { EndpointView } from "../../../../api/contract/assets.ts";
import { opcuaChannel } from "../../../../model/protocols/opcua/probes.ts";
import { factsOf } from "./facts-of.ts";

export interface CertificateRefusal {
  /** `refused`: as a server should treat a stranger; `still`: although the inventory says that it trusts; `dropped`: closed without a word. */
  readonly kind: "refused" | "still" | "dropped";
  readonly statusCode: string | null;
}

/** By which a server says no to a certificate (OPC 10000-4, 7.39.2); most say the first, so as not to tell too much. */
const isRefusal = (statusCode: string) => statusCode === "BadSecurityChecksFailed" || statusCode.startsWith("BadCertificate");

/** How an OPC UA server turned the collector's certificate away; undefined where it did not, or nobody knows. */
export function certificateRefusal(endpoint: EndpointView): CertificateRefusal | undefined {
  const attempt = factsOf(endpoint, opcuaChannel)?.attempt;
  if (attempt === undefined || attempt.reached === "session" || attempt.reached === "activated") return undefined;
  const { statusCode, dropped, trusted } = attempt;
  if (statusCode !== undefined) return isRefusal(statusCode) ? { kind: trusted ? "still" : "refused", statusCode } : undefined;
  return dropped === true ? { kind: "dropped", statusCode: null } : undefined;
}
