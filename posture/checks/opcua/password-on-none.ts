import { message } from "../../../model/messages/index.ts";
import { opcuaDiscovery } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, notApplicable, opcUaPart, pass, seen, unknown } from "../results.ts";
import { distinct, passwordTokens, tcpEndpoints } from "./endpoint-list.ts";

export const passwordOnNone = defineEndpointCheck({
  id: "opcua.password-on-none",
  protocol: "opcua",
  severity: "medium",
  givesWayTo: ["opcua.password-plaintext"],
  effort: 1,
  needs: [opcuaDiscovery],
  text: {
    title: {
      "zh-CN": "OPC UA 服务器不在安全模式 None 的端点上接收口令。",
      en: "The OPC UA server takes no passwords on endpoints with security mode None.",
    },
    rationale: {
      "zh-CN": "None 端点不验证服务器身份，假冒的服务器出示自己的证书即可骗取“加密”的口令。",
      en: "A None endpoint does not prove who the server is: a false one shows its own certificate and is handed the encrypted password.",
    },
    remediation: {
      "zh-CN": "只在 SignAndEncrypt 端点上提供 UserName 令牌。",
      en: "Offer user name tokens on SignAndEncrypt endpoints alone.",
    },
  },
  references: [iec62443("SR 1.5"), iec62443("SR 4.1"), opcUaPart("Part 4, 7.40.4"), cwe(523)],
  evaluate: ({ "opcua.discovery": discovery }) => {
    if (tcpEndpoints(discovery).length === 0) return unknown(message("opcua.no-tcp-endpoint"));
    const tokens = passwordTokens(discovery);
    const everywhere = [seen(opcuaDiscovery, "endpoints")];
    if (tokens.length === 0) return notApplicable(message("opcua.no-password-token"), { evidence: everywhere });
    const exposed = tokens.filter(({ endpoint }) => endpoint.securityMode === "None");
    if (exposed.length === 0) return pass(message("opcua.no-password-on-none"), { evidence: everywhere });
    const evidence = exposed.map(({ index, token }) => seen(opcuaDiscovery, "endpoints", index, "userTokens", token, "type"));
    const urls = distinct(exposed.map(({ endpoint }) => endpoint.endpointUrl));
    return fail(message("opcua.password-on-none", { urls }), evidence);
  },
});
