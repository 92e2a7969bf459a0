import { message } from "../../../model/messages/index.ts";
import { opcuaDiscovery } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen, unknown } from "../results.ts";
import { applicationCertificates, isResult, subjectName, withIssuers } from "./application-certificates.ts";

const weakHashes = ["MD5", "SHA-1"];

export const certificateHashWeak = defineEndpointCheck({
  id: "opcua.certificate-hash-weak",
  protocol: "opcua",
  severity: "high",
  effort: 0.5,
  needs: [opcuaDiscovery],
  text: {
    title: {
      "zh-CN": "OPC UA 服务器证书不以 MD5 或 SHA-1 签名。",
      en: "No certificate of the OPC UA server is signed with MD5 or SHA-1.",
    },
    rationale: {
      "zh-CN": "MD5 与 SHA-1 可被构造碰撞，伪造的证书会与真证书签名相同。",
      en: "Collisions of MD5 and SHA-1 can be made, and a forged certificate then bears the same signature as the true one.",
    },
    remediation: {
      "zh-CN": "以 SHA-256 或更强的散列算法重新签发证书，并更新信任列表。",
      en: "Issue the certificate anew with SHA-256 or stronger and update the trust lists.",
    },
  },
  references: [iec62443("SR 1.9"), iec62443("SR 4.3"), opcUaPart("Part 6, 6.1"), opcUaPart("Part 4, 6.1.3"), cwe(328)],
  evaluate: ({ "opcua.discovery": discovery }) => {
    const own = applicationCertificates(discovery);
    if (isResult(own)) return own;
    const application = new Set(own.map(({ certificate }) => certificate.sha256));
    // A trust anchor is trusted for itself, not for its signature; an application's certificate is none, whatever its flags say.
    const certificates = withIssuers(discovery, own).filter(
      ({ certificate }) => application.has(certificate.sha256) || !(certificate.isAuthority && certificate.selfSigned),
    );
    const hashAt = (index: number) => seen(opcuaDiscovery, "certificates", index, "signatureHash");
    const weak = certificates.find(({ certificate }) => weakHashes.includes(certificate.signatureHash ?? ""));
    if (weak !== undefined) {
      const values = { subject: subjectName(weak.certificate), hash: weak.certificate.signatureHash ?? "" };
      return fail(message("opcua.certificate-hash-weak", values), [hashAt(weak.index)]);
    }
    const unclear = certificates.find(({ certificate }) => certificate.signatureHash === undefined);
    if (unclear !== undefined) return unknown(message("opcua.hash-unknown", { subject: subjectName(unclear.certificate) }));
    return pass(message("opcua.certificate-hashes-strong", { count: certificates.length }), {
      evidence: certificates.map(({ index }) => hashAt(index)),
    });
  },
});
