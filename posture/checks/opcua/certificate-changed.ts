import { message } from "../../../model/messages/index.ts";
import { opcuaDiscovery } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen, unknown } from "../results.ts";
import { applicationCertificates, isResult, subjectName } from "./application-certificates.ts";
import { issuedBy, readAuthority } from "./authority.ts";

export const certificateChanged = defineEndpointCheck({
  id: "opcua.certificate-changed",
  protocol: "opcua",
  severity: "high",
  effort: 0.5,
  needs: [opcuaDiscovery],
  text: {
    title: {
      "zh-CN": "OPC UA 服务器出示的证书与已认可的基线一致。",
      en: "The OPC UA server shows the certificate of the accepted baseline.",
    },
    rationale: {
      "zh-CN": "无人知晓的换证可能意味着设备被替换，或有人在中间冒充。",
      en: "A change of certificate that nobody knows of may mean a replaced device or somebody in between.",
    },
    remediation: {
      "zh-CN": "向负责人核实换证；属实则认可新基线并写明理由，否则断开并调查。",
      en: "Ask the owner about the change; accept it as the new baseline with the reason, or else disconnect and investigate.",
    },
  },
  references: [iec62443("SR 1.8"), iec62443("SR 3.4"), opcUaPart("Part 12, 7.10"), cwe(295)],
  evaluate: ({ "opcua.discovery": discovery }, { endpoint, baseline }) => {
    const certificates = applicationCertificates(discovery);
    if (isResult(certificates)) return certificates;
    const accepted = baseline(opcuaDiscovery);
    if (accepted === undefined) return unknown(message("opcua.no-baseline"));
    const known = new Set(accepted.facts.endpoints.flatMap(({ certificateSha256 }) => certificateSha256 ?? []));
    const authority = readAuthority(endpoint.authority);
    const sameServer = accepted.facts.application.applicationUri === discovery.application.applicationUri;
    const changed = certificates.filter(({ certificate }) => !known.has(certificate.sha256));
    const foreign = changed.find(({ certificate }) => !(sameServer && issuedBy(certificate, authority)));
    if (foreign !== undefined) {
      return fail(message("opcua.certificate-changed", { subject: subjectName(foreign.certificate) }), [
        seen(opcuaDiscovery, "certificates", foreign.index, "sha256"),
        { ...seen(opcuaDiscovery, "endpoints"), observationId: accepted.observationId },
      ]);
    }
    const notices = changed.map(({ certificate }) => message("opcua.certificate-renewed", { subject: subjectName(certificate) }));
    const evidence = certificates.map(({ index }) => seen(opcuaDiscovery, "certificates", index, "sha256"));
    return pass(message("opcua.certificate-as-accepted"), { evidence, notices });
  },
});
