import { message } from "../../../model/messages/index.ts";
import { opcuaDiscovery } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen, unknown } from "../results.ts";
import { distinct, isDeprecated, policyName, tcpEndpoints } from "./endpoint-list.ts";

export const tokenPolicyDeprecated = defineEndpointCheck({
  id: "opcua.token-policy-deprecated",
  protocol: "opcua",
  severity: "high",
  effort: 1,
  needs: [opcuaDiscovery],
  text: {
    title: {
      "zh-CN": "OPC UA 用户令牌不使用已弃用的安全策略保护口令。",
      en: "No OPC UA user token protects its secret by a deprecated security policy.",
    },
    rationale: {
      "zh-CN": "用户令牌可自带安全策略；若为 Basic128Rsa15 或 Basic256，口令的保护弱于通道本身。",
      en: "A user token may bring a policy of its own; with Basic128Rsa15 or Basic256 the secret is protected less well than by the channel.",
    },
    remediation: {
      "zh-CN": "在服务器上为用户令牌改用 Basic256Sha256 或更强的安全策略。",
      en: "Let the user tokens of the server name Basic256Sha256 or a stronger policy.",
    },
  },
  references: [iec62443("SR 4.3"), opcUaPart("Part 7"), cwe(327)],
  evaluate: ({ "opcua.discovery": discovery }) => {
    const endpoints = tcpEndpoints(discovery);
    if (endpoints.length === 0) return unknown(message("opcua.no-tcp-endpoint"));
    const deprecated = endpoints.flatMap(({ endpoint, index }) =>
      endpoint.userTokens.flatMap((token, position) => {
        const name = policyName(token.securityPolicyUri);
        return token.type !== "Anonymous" && isDeprecated(name) ? [{ name, index, position }] : [];
      }),
    );
    if (deprecated.length === 0)
      return pass(message("opcua.no-deprecated-token-policy"), { evidence: [seen(opcuaDiscovery, "endpoints")] });
    const evidence = deprecated.map(({ index, position }) =>
      seen(opcuaDiscovery, "endpoints", index, "userTokens", position, "securityPolicyUri"),
    );
    return fail(message("opcua.token-policy-deprecated", { policies: distinct(deprecated.map(({ name }) => name)) }), evidence);
  },
});
