import type { X509Certificate } from "node:crypto";
import type { Message } from "../../../model/messages/define.ts";
import { message } from "../../../model/messages/index.ts";
import type { CertificateFacts } from "../../../model/protocols/opcua/facts.ts";
import { opcuaDiscovery } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck, type EndpointContext } from "../define.ts";
import { cwe, fail, iec62443, notApplicable, opcUaPart, pass, seen, unknown } from "../results.ts";
import { applicationCertificates, isResult, subjectName, withIssuers } from "./application-certificates.ts";
import { type Authority, listsOf, normalSerial, type Path, pathTo, readAuthority } from "./authority.ts";

export const certificateChain = defineEndpointCheck({
  id: "opcua.certificate-chain",
  protocol: "opcua",
  severity: "medium",
  effort: 1,
  needs: [opcuaDiscovery],
  text: {
    title: {
      "zh-CN": "OPC UA 服务器证书可追溯到已声明的签发机构，且未被吊销。",
      en: "The certificate of the OPC UA server leads to the declared authority and is not revoked.",
    },
    rationale: {
      "zh-CN": "链不完整、签发者过期或吊销列表过旧时，客户端无法分辨有效证书与已吊销证书。",
      en: "With an incomplete chain, an expired issuer or a stale revocation list, clients cannot tell a valid certificate from a revoked one.",
    },
    remediation: {
      "zh-CN": "在服务器上安装完整的证书链，更新签发者证书，并在资产清单的 authority 中放入签发机构证书与最新吊销列表。",
      en: "Install the whole chain on the server, renew the issuer, and keep the authority's certificates and newest revocation list under authority in the inventory.",
    },
  },
  references: [iec62443("SR 1.8"), opcUaPart("Part 4, 6.1.3"), cwe(295), cwe(298)],
  evaluate: ({ "opcua.discovery": discovery }, { endpoint, hasCome }) => {
    if (endpoint.authority === undefined) return notApplicable(message("opcua.no-authority-declared"));
    const certificates = applicationCertificates(discovery);
    if (isResult(certificates)) return certificates;
    const authority = readAuthority(endpoint.authority);
    if (authority.certificates.length === 0) return unknown(message("opcua.authority-unreadable"));
    const sent = withIssuers(discovery, certificates).map(({ certificate }) => certificate);
    for (const { certificate, index } of certificates) {
      const fault = faultOf(certificate, pathTo(authority, certificate, sent), authority, hasCome);
      if (fault !== undefined) return fail(fault, [seen(opcuaDiscovery, "certificates", index, "issuer")]);
    }
    const evidence = certificates.map(({ index }) => seen(opcuaDiscovery, "certificates", index, "issuer"));
    return pass(message("opcua.certificate-chain-right"), { evidence });
  },
});

type HasCome = EndpointContext["hasCome"];

/** Every authority on the path must say, by a list of today, that the certificate below it holds (OPC 10000-4, 6.1.3). */
function faultOf(
  certificate: CertificateFacts,
  path: Path,
  { revocationLists }: Authority,
  hasCome: HasCome,
): Message | undefined {
  const subject = subjectName(certificate);
  const old = path.issuers.find((issuer) => hasCome(Date.parse(issuer.validTo)));
  if (old !== undefined) return message("opcua.issuer-expired", { subject, date: dateOf(old) });
  if (!path.complete) return message("opcua.chain-incomplete", { subject });
  const serials = [certificate.serialNumber, ...path.issuers.map(({ serialNumber }) => serialNumber)];
  for (const [index, issuer] of path.issuers.entries()) {
    const lists = listsOf(issuer, revocationLists);
    if (lists.length === 0) return message("opcua.revocation-list-missing");
    if (lists.every(({ nextUpdate }) => hasCome(nextUpdate))) return message("opcua.revocation-list-stale");
    const serial = normalSerial(serials[index] ?? "");
    const revoked = lists.some(({ revokedSerialNumbers }) => revokedSerialNumbers.includes(serial));
    if (revoked) return message("opcua.certificate-revoked", { subject });
  }
  return undefined;
}

function dateOf({ validTo }: X509Certificate): string {
  return new Date(validTo).toISOString().slice(0, 10);
}
