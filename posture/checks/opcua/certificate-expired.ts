import { message } from "../../../model/messages/index.ts";
import { opcuaDiscovery } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen } from "../results.ts";
import { applicationCertificates, isResult, subjectName } from "./application-certificates.ts";

export const certificateExpired = defineEndpointCheck({
  id: "opcua.certificate-expired",
  protocol: "opcua",
  severity: "medium",
  effort: 0.5,
  needs: [opcuaDiscovery],
  text: {
    title: { "zh-CN": "OPC UA 服务器证书在有效期内。", en: "The certificate of the OPC UA server is within its validity." },
    rationale: {
      "zh-CN": "过期证书迫使客户端关闭校验或中断连接，长期如此便无人再看证书。",
      en: "An expired certificate makes clients stop verifying or stop connecting, and soon nobody looks at certificates any more.",
    },
    remediation: {
      "zh-CN": "签发新的应用实例证书，更新各客户端的信任列表，并登记下次更换日期。",
      en: "Issue a new application instance certificate, update the trust lists of the clients and note the date of the next change.",
    },
  },
  references: [iec62443("SR 1.8"), opcUaPart("Part 4, 6.1.3"), cwe(298)],
  evaluate: ({ "opcua.discovery": discovery }, { hasCome }) => {
    const certificates = applicationCertificates(discovery);
    if (isResult(certificates)) return certificates;
    for (const { certificate, index } of certificates) {
      const subject = subjectName(certificate);
      if (hasCome(Date.parse(certificate.notAfter))) {
        const values = { subject, date: certificate.notAfter.slice(0, 10) };
        return fail(message("opcua.certificate-expired", values), [seen(opcuaDiscovery, "certificates", index, "notAfter")]);
      }
      if (!hasCome(Date.parse(certificate.notBefore))) {
        const values = { subject, date: certificate.notBefore.slice(0, 10) };
        return fail(message("opcua.certificate-not-yet-valid", values), [
          seen(opcuaDiscovery, "certificates", index, "notBefore"),
        ]);
      }
    }
    const evidence = certificates.map(({ index }) => seen(opcuaDiscovery, "certificates", index, "notAfter"));
    return pass(message("opcua.certificates-valid", { count: certificates.length }), { evidence });
  },
});
