import { message } from "../../../model/messages/index.ts";
import { opcuaDiscovery } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen } from "../results.ts";
import { applicationCertificates, isResult, subjectName } from "./application-certificates.ts";

const tooFewDays = 30;
const fewDays = 90;

export const certificateExpiring = defineEndpointCheck({
  id: "opcua.certificate-expiring",
  protocol: "opcua",
  severity: "medium",
  givesWayTo: ["opcua.certificate-expired"],
  effort: 0.5,
  needs: [opcuaDiscovery],
  text: {
    title: {
      "zh-CN": "OPC UA 服务器证书至少还有 30 天有效。",
      en: "The certificate of the OPC UA server is valid for at least 30 more days.",
    },
    rationale: {
      "zh-CN": "证书到期当天客户端断开，生产数据中断；更换需要排期。",
      en: "Clients disconnect on the day a certificate ends, and its change needs a place in the schedule.",
    },
    remediation: {
      "zh-CN": "在到期前签发新证书，并在维护窗口内更新各客户端的信任列表。",
      en: "Issue a new certificate before the end and update the trust lists of the clients in a maintenance window.",
    },
  },
  references: [iec62443("SR 1.8"), opcUaPart("Part 4, 6.1.3"), cwe(298)],
  evaluate: ({ "opcua.discovery": discovery }, { daysUntil }) => {
    const certificates = applicationCertificates(discovery);
    if (isResult(certificates)) return certificates;
    const withDays = certificates.map(({ certificate, index }) => ({
      index,
      subject: subjectName(certificate),
      days: daysUntil(Date.parse(certificate.notAfter)),
    }));
    const ending = withDays.filter(({ days }) => days < tooFewDays);
    const [first] = ending;
    const evidence = (list: typeof withDays) => list.map(({ index }) => seen(opcuaDiscovery, "certificates", index, "notAfter"));
    if (first !== undefined) {
      return fail(message("opcua.certificate-expiring", { subject: first.subject, days: first.days }), evidence(ending));
    }
    const days = Math.min(...withDays.map((one) => one.days));
    const notices = days < fewDays ? [message("opcua.certificate-to-renew", { days })] : [];
    return pass(message("opcua.certificate-days-left", { days }), { evidence: evidence(withDays), notices });
  },
});
