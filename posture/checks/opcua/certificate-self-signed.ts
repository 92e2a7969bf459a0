import { message } from "../../../model/messages/index.ts";
import { opcuaDiscovery } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, notApplicable, opcUaPart, pass, seen } from "../results.ts";
import { applicationCertificates, isResult, subjectName } from "./application-certificates.ts";

export const certificateSelfSigned = defineEndpointCheck({
  id: "opcua.certificate-self-signed",
  protocol: "opcua",
  severity: "low",
  effort: 1,
  needs: [opcuaDiscovery],
  text: {
    title: {
      "zh-CN": "OPC UA 服务器证书由已声明的签发机构签发。",
      en: "The certificate of the OPC UA server is issued by the declared authority.",
    },
    rationale: {
      "zh-CN": "企业已有签发机构时，自签名证书绕过其吊销与更换流程。",
      en: "Where a plant has an authority, a self-signed certificate escapes its revocation and renewal.",
    },
    remediation: {
      "zh-CN": "由已声明的签发机构为服务器签发证书。",
      en: "Have the declared authority issue the server's certificate.",
    },
  },
  references: [iec62443("SR 1.8"), opcUaPart("Part 6, 6.2.2"), cwe(295)],
  evaluate: ({ "opcua.discovery": discovery }, { endpoint }) => {
    if (endpoint.authority === undefined) return notApplicable(message("opcua.no-authority-declared"));
    const certificates = applicationCertificates(discovery);
    if (isResult(certificates)) return certificates;
    const selfSigned = certificates.find(({ certificate }) => certificate.selfSigned);
    const at = (index: number) => seen(opcuaDiscovery, "certificates", index, "selfSigned");
    return selfSigned === undefined
      ? pass(message("opcua.certificates-issued"), { evidence: certificates.map(({ index }) => at(index)) })
      : fail(message("opcua.certificate-self-signed", { subject: subjectName(selfSigned.certificate) }), [at(selfSigned.index)]);
  },
});
