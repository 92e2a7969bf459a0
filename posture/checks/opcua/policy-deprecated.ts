import { message } from "../../../model/messages/index.ts";
import { opcuaDiscovery } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen, unknown } from "../results.ts";
import { deprecatedPolicies, distinct, isDeprecated, policyName, tcpEndpoints } from "./endpoint-list.ts";

export const policyDeprecated = defineEndpointCheck({
  id: "opcua.policy-deprecated",
  protocol: "opcua",
  severity: "high",
  effort: 1,
  needs: [opcuaDiscovery],
  text: {
    title: {
      "zh-CN": "OPC UA 服务器不提供已弃用的安全策略。",
      en: "The OPC UA server offers no deprecated security policy.",
    },
    rationale: {
      "zh-CN": "Basic128Rsa15 与 Basic256 均依赖 SHA-1，前者的填充方式还易受攻击，OPC 基金会已将两者弃用。",
      en: "Basic128Rsa15 and Basic256 rest on SHA-1, the former on a padding open to attack, too; the OPC Foundation has deprecated both.",
    },
    remediation: {
      "zh-CN": "启用 Basic256Sha256、Aes128_Sha256_RsaOaep 或 Aes256_Sha256_RsaPss，迁移客户端后停用旧策略。",
      en: "Enable Basic256Sha256, Aes128_Sha256_RsaOaep or Aes256_Sha256_RsaPss, move the clients, then disable the old policies.",
    },
  },
  references: [iec62443("SR 4.3"), opcUaPart("Part 7"), cwe(327)],
  evaluate: ({ "opcua.discovery": discovery }) => {
    const endpoints = tcpEndpoints(discovery);
    if (endpoints.length === 0) return unknown(message("opcua.no-tcp-endpoint"));
    const deprecated = endpoints.flatMap(({ endpoint, index }) => {
      const name = policyName(endpoint.securityPolicyUri);
      return isDeprecated(name) ? [{ name, index }] : [];
    });
    const policies = distinct(deprecated.map(({ name }) => name));
    if (deprecated.length === 0)
      return pass(message("opcua.no-deprecated-policy"), { evidence: [seen(opcuaDiscovery, "endpoints")] });
    const severity = deprecated.some(({ name }) => deprecatedPolicies[name] === "high") ? "high" : "medium";
    const evidence = deprecated.map(({ index }) => seen(opcuaDiscovery, "endpoints", index, "securityPolicyUri"));
    return fail(message("opcua.policy-deprecated", { policies }), evidence, { severity });
  },
});
