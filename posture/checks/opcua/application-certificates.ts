import { message } from "../../../model/messages/index.ts";
import type { CertificateFacts, DiscoveryFacts } from "../../../model/protocols/opcua/facts.ts";
import type { CheckResult } from "../define.ts";
import { notApplicable, unknown } from "../results.ts";
import { tcpEndpoints } from "./endpoint-list.ts";

/** A certificate with which the server identifies itself, and its place in the facts. */
export interface ApplicationCertificate {
  readonly index: number;
  readonly certificate: CertificateFacts;
}

/**
 * The distinct certificates of the opc.tcp endpoints, or the verdict where there are none to judge: a server that shows none
 * has none to be wrong, and one that cannot be parsed may be anything.
 */
export function applicationCertificates(discovery: DiscoveryFacts): readonly ApplicationCertificate[] | CheckResult {
  const digests = new Set(tcpEndpoints(discovery).flatMap(({ endpoint }) => endpoint.certificateSha256 ?? []));
  if (digests.size === 0) return notApplicable(message("opcua.no-certificate"));
  const parsed = discovery.certificates.flatMap((certificate, index) =>
    digests.has(certificate.sha256) ? [{ certificate, index }] : [],
  );
  return parsed.length < digests.size ? unknown(message("opcua.certificate-unreadable")) : parsed;
}

export function isResult(value: readonly ApplicationCertificate[] | CheckResult): value is CheckResult {
  return "status" in value;
}

/** The part of a subject that people know it by. */
export function subjectName({ subject }: CertificateFacts): string {
  const commonName = subject.split("\n").find((line) => line.startsWith("CN="));
  return commonName?.slice("CN=".length) ?? subject.replaceAll("\n", ", ");
}

/** The certificates with all others that the server sent in their chains. */
export function withIssuers(
  discovery: DiscoveryFacts,
  own: readonly ApplicationCertificate[],
): readonly ApplicationCertificate[] {
  const digests = new Set(own.flatMap(({ certificate }) => [certificate.sha256, ...certificate.chain]));
  return discovery.certificates.flatMap((certificate, index) =>
    digests.has(certificate.sha256) ? [{ certificate, index }] : [],
  );
}
