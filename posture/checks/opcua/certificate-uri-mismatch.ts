import { message } from "../../../model/messages/index.ts";
import { opcuaDiscovery } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen } from "../results.ts";
import { applicationCertificates, isResult } from "./application-certificates.ts";
import { tcpEndpoints } from "./endpoint-list.ts";

export const certificateUriMismatch = defineEndpointCheck({
  id: "opcua.certificate-uri-mismatch",
  protocol: "opcua",
  severity: "medium",
  effort: 0.5,
  needs: [opcuaDiscovery],
  text: {
    title: {
      "zh-CN": "OPC UA 服务器证书写明了服务器的 ApplicationUri。",
      en: "The certificate of the OPC UA server names the server's ApplicationUri.",
    },
    rationale: {
      "zh-CN": "证书靠 ApplicationUri 与服务器绑定；不一致时，合规客户端拒绝连接，其他客户端无法发现冒用。",
      en: "The ApplicationUri ties a certificate to its server: where they differ, strict clients refuse and others cannot see a certificate used by another.",
    },
    remediation: {
      "zh-CN": "以服务器当前的 ApplicationUri 重新签发证书，或改正服务器的 ApplicationUri。",
      en: "Issue the certificate anew with the server's present ApplicationUri, or set that right.",
    },
  },
  references: [iec62443("SR 1.8"), opcUaPart("Part 6, 6.2.2"), opcUaPart("Part 4, 5.6.2.1"), cwe(297)],
  evaluate: ({ "opcua.discovery": discovery }) => {
    const certificates = applicationCertificates(discovery);
    if (isResult(certificates)) return certificates;
    for (const { endpoint, index } of tcpEndpoints(discovery)) {
      const own = certificates.find(({ certificate }) => certificate.sha256 === endpoint.certificateSha256);
      if (own === undefined || own.certificate.applicationUris.includes(endpoint.applicationUri)) continue;
      const values = { uri: endpoint.applicationUri, named: own.certificate.applicationUris.join(", ") || "-" };
      return fail(message("opcua.certificate-uri-mismatch", values), [
        seen(opcuaDiscovery, "certificates", own.index, "applicationUris"),
        seen(opcuaDiscovery, "endpoints", index, "applicationUri"),
      ]);
    }
    const evidence = certificates.map(({ index }) => seen(opcuaDiscovery, "certificates", index, "applicationUris"));
    return pass(message("opcua.certificate-uri-right"), { evidence });
  },
});
