import { message } from "../../../model/messages/index.ts";
import type { CertificateFacts } from "../../../model/protocols/opcua/facts.ts";
import { opcuaDiscovery } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen, unknown } from "../results.ts";
import { applicationCertificates, isResult, subjectName } from "./application-certificates.ts";
import { isDeprecated, policyName, tcpEndpoints } from "./endpoint-list.ts";

/** Least bits by kind of key; a kind that is not here is judged by nobody. */
const leastBits: Readonly<Record<string, number>> = { rsa: 2048, "rsa-pss": 2048, ec: 256 };
/** Longest RSA key that Basic128Rsa15 and Basic256 take (OPC 10000-7). */
const mostBitsOfDeprecated = 2048;

export const certificateKeyWeak = defineEndpointCheck({
  id: "opcua.certificate-key-weak",
  protocol: "opcua",
  severity: "high",
  effort: 0.5,
  needs: [opcuaDiscovery],
  text: {
    title: {
      "zh-CN": "OPC UA 服务器证书的密钥足够长。",
      en: "The key of the OPC UA server's certificate is long enough.",
    },
    rationale: {
      "zh-CN": "短于 2048 位的 RSA 密钥或短于 256 位的椭圆曲线密钥可被破解，随后即可冒充服务器并解密通信。",
      en: "An RSA key below 2048 bits or an elliptic curve key below 256 can be broken, and then the server be impersonated and its traffic read.",
    },
    remediation: {
      "zh-CN": "以 2048 位以上的 RSA 密钥或 256 位以上的椭圆曲线密钥重新签发证书，并从信任列表中移除旧证书。",
      en: "Issue the certificate anew with an RSA key of 2048 bits or more, or an elliptic curve key of 256 or more, and take the old one off the trust lists.",
    },
  },
  references: [iec62443("SR 1.9"), iec62443("SR 4.3"), opcUaPart("Part 6, 6.1"), cwe(326)],
  evaluate: ({ "opcua.discovery": discovery }) => {
    const certificates = applicationCertificates(discovery);
    if (isResult(certificates)) return certificates;
    const bitsAt = (index: number) => seen(opcuaDiscovery, "certificates", index, "keyBits");
    const weak = certificates.find(({ certificate }) => isWeak(certificate) === true);
    if (weak !== undefined) {
      const { keyType, keyBits = 0 } = weak.certificate;
      const values = { subject: subjectName(weak.certificate), keyType: keyType.toUpperCase(), keyBits };
      return fail(message("opcua.certificate-key-weak", values), [bitsAt(weak.index)]);
    }
    const unclear = certificates.find(({ certificate }) => isWeak(certificate) === undefined);
    if (unclear !== undefined) return unknown(message("opcua.key-unknown", { keyType: unclear.certificate.keyType }));
    const offersDeprecated = tcpEndpoints(discovery).some(({ endpoint }) => isDeprecated(policyName(endpoint.securityPolicyUri)));
    const tooLong = certificates.some(({ certificate }) => (certificate.keyBits ?? 0) > mostBitsOfDeprecated);
    const notices = offersDeprecated && tooLong ? [message("opcua.key-longer-than-policy")] : [];
    return pass(message("opcua.certificate-keys-strong", { count: certificates.length }), {
      evidence: certificates.map(({ index }) => bitsAt(index)),
      notices,
    });
  },
});

function isWeak({ keyType, keyBits }: CertificateFacts): boolean | undefined {
  const least = leastBits[keyType];
  return least === undefined || keyBits === undefined ? undefined : keyBits < least;
}
