import { message } from "../../../model/messages/index.ts";
import { opcuaDiscovery } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen } from "../results.ts";
import { applicationCertificates, isResult, subjectName } from "./application-certificates.ts";
import { hostOf } from "./declared-address.ts";

export const certificateHostMismatch = defineEndpointCheck({
  id: "opcua.certificate-host-mismatch",
  protocol: "opcua",
  severity: "low",
  effort: 0.5,
  needs: [opcuaDiscovery],
  text: {
    title: {
      "zh-CN": "OPC UA 服务器证书写明了连接所用的主机名或地址。",
      en: "The certificate of the OPC UA server names the host by which it is reached.",
    },
    rationale: {
      "zh-CN": "主机名不符时，客户端要么报警，要么被配置为忽略，从而也忽略冒充。",
      en: "Where the host does not match, clients either warn or are told to ignore it, and then ignore an impostor, too.",
    },
    remediation: {
      "zh-CN": "重新签发证书，写入实际使用的主机名与地址；若另有正当名称，在资产清单的 aliases 中声明。",
      en: "Issue the certificate anew with the hosts in use; where the server has another rightful name, declare it under aliases in the inventory.",
    },
  },
  references: [iec62443("SR 1.8"), opcUaPart("Part 6, 6.2.2"), opcUaPart("Part 4, 5.6.2.1"), cwe(297)],
  evaluate: ({ "opcua.discovery": discovery }, { endpoint }) => {
    const certificates = applicationCertificates(discovery);
    if (isResult(certificates)) return certificates;
    const { url, address, aliases } = endpoint;
    const known = new Set([url, ...aliases, ...(address === undefined ? [] : [address])].map((name) => hostOf(name)));
    for (const { certificate, index } of certificates) {
      const named = [...certificate.dnsNames, ...certificate.ipAddresses];
      if (named.some((name) => known.has(name.toLowerCase()))) continue;
      const values = { subject: subjectName(certificate), host: hostOf(url), named: named.join(", ") || "-" };
      const field = certificate.dnsNames.length > 0 ? "dnsNames" : "ipAddresses";
      return fail(message("opcua.certificate-host-mismatch", values), [seen(opcuaDiscovery, "certificates", index, field)]);
    }
    const evidence = certificates.flatMap(({ index }) => [
      seen(opcuaDiscovery, "certificates", index, "dnsNames"),
      seen(opcuaDiscovery, "certificates", index, "ipAddresses"),
    ]);
    return pass(message("opcua.certificate-host-right", { host: hostOf(url) }), { evidence });
  },
});
