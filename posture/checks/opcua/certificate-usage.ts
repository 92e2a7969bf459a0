import { message } from "../../../model/messages/index.ts";
import { opcuaDiscovery } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen } from "../results.ts";
import { applicationCertificates, isResult, subjectName } from "./application-certificates.ts";

/** Uses of OPC 10000-6, 6.2.2 without which an RSA key cannot do its work here. */
const neededForRsa = ["digitalSignature", "keyEncipherment", "dataEncipherment"];
const neededForOthers = ["digitalSignature"];

export const certificateUsage = defineEndpointCheck({
  id: "opcua.certificate-usage",
  protocol: "opcua",
  severity: "medium",
  effort: 0.5,
  needs: [opcuaDiscovery],
  text: {
    title: {
      "zh-CN": "OPC UA 服务器证书只声明应用实例所需的用途。",
      en: "The certificate of the OPC UA server declares the uses of an application and no others.",
    },
    rationale: {
      "zh-CN": "带 CA 标志的应用证书可签发其他证书，被信任后等于信任它签发的一切；缺少密钥用途则无从限制。",
      en: "An application's certificate with the CA flag can issue others, and who trusts it trusts all of them; without key usage nothing limits it.",
    },
    remediation: {
      "zh-CN": "重新签发证书：不带 CA 标志，密钥用途包含 digitalSignature、keyEncipherment 与 dataEncipherment。",
      en: "Issue the certificate anew without the CA flag and with the key usages digitalSignature, keyEncipherment and dataEncipherment.",
    },
  },
  references: [iec62443("SR 1.8"), opcUaPart("Part 4, 6.1.3"), cwe(295)],
  evaluate: ({ "opcua.discovery": discovery }) => {
    const certificates = applicationCertificates(discovery);
    if (isResult(certificates)) return certificates;
    const at = (index: number, field: string) => seen(opcuaDiscovery, "certificates", index, field);
    for (const { certificate, index } of certificates) {
      const subject = subjectName(certificate);
      if (certificate.isAuthority)
        return fail(message("opcua.certificate-is-authority", { subject }), [at(index, "isAuthority")]);
      const { keyUsage } = certificate;
      if (keyUsage === undefined) return fail(message("opcua.key-usage-absent", { subject }), [at(index, "sha256")]);
      const needed = certificate.keyType.startsWith("rsa") ? neededForRsa : neededForOthers;
      const missing = needed.filter((use) => !keyUsage.includes(use));
      if (missing.length > 0) {
        return fail(message("opcua.key-usage-missing", { subject, uses: missing.join(", ") }), [at(index, "keyUsage")]);
      }
    }
    const evidence = certificates.map(({ index }) => at(index, "keyUsage"));
    return pass(message("opcua.certificate-usage-right", { count: certificates.length }), { evidence });
  },
});
