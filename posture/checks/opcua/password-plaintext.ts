import { message } from "../../../model/messages/index.ts";
import { opcuaDiscovery } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, notApplicable, opcUaPart, pass, seen, unknown } from "../results.ts";
import { distinct, passwordTokens, policyNone, tcpEndpoints } from "./endpoint-list.ts";

export const passwordPlaintext = defineEndpointCheck({
  id: "opcua.password-plaintext",
  protocol: "opcua",
  severity: "high",
  effort: 1,
  needs: [opcuaDiscovery],
  text: {
    title: {
      "zh-CN": "OPC UA 服务器的任何端点都不以明文接收口令。",
      en: "No endpoint of the OPC UA server takes passwords in the clear.",
    },
    rationale: {
      "zh-CN": "用户令牌的有效安全策略为 None 且通道不加密时，口令以明文经过网络，可被窃听后冒用。",
      en: "Where the effective policy of a user token is None and the channel does not encrypt, the password crosses the network in the clear and serves whoever listens.",
    },
    remediation: {
      "zh-CN":
        "为 UserName 令牌指定 Basic256Sha256 或更强的安全策略，或只在 SignAndEncrypt 端点接收口令，并更换可能已泄露的口令。",
      en: "Name Basic256Sha256 or a stronger policy for user name tokens, or take passwords on SignAndEncrypt endpoints alone; change passwords that may have been seen.",
    },
  },
  references: [iec62443("SR 1.5"), iec62443("SR 4.1"), opcUaPart("Part 4, 7.40.4"), cwe(523)],
  evaluate: ({ "opcua.discovery": discovery }) => {
    if (tcpEndpoints(discovery).length === 0) return unknown(message("opcua.no-tcp-endpoint"));
    const tokens = passwordTokens(discovery);
    const everywhere = [seen(opcuaDiscovery, "endpoints")];
    if (tokens.length === 0) return notApplicable(message("opcua.no-password-token"), { evidence: everywhere });
    const clear = tokens.filter(({ endpoint, policy }) => policy === policyNone && endpoint.securityMode !== "SignAndEncrypt");
    if (clear.length === 0) return pass(message("opcua.passwords-protected", { count: tokens.length }), { evidence: everywhere });
    const evidence = clear.map(({ index, token }) =>
      seen(opcuaDiscovery, "endpoints", index, "userTokens", token, "securityPolicyUri"),
    );
    return fail(
      message("opcua.password-plaintext", { urls: distinct(clear.map(({ endpoint }) => endpoint.endpointUrl)) }),
      evidence,
    );
  },
});
