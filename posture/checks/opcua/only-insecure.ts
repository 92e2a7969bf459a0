import { message } from "../../../model/messages/index.ts";
import { opcuaDiscovery } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, notApplicable, opcUaPart, pass, seen, unknown } from "../results.ts";
import { distinct, isKnownPolicy, policyName, tcpEndpoints } from "./endpoint-list.ts";

export const onlyInsecure = defineEndpointCheck({
  id: "opcua.only-insecure",
  protocol: "opcua",
  severity: "high",
  effort: 3,
  needs: [opcuaDiscovery],
  text: {
    title: {
      "zh-CN": "OPC UA 服务器至少提供一个签名或加密的端点。",
      en: "The OPC UA server offers at least one endpoint that signs or encrypts.",
    },
    rationale: {
      "zh-CN": "只有安全模式 None 时，任何人都能读取并篡改链路上的数据，客户端也无法确认服务器身份。",
      en: "With security mode None alone, anybody on the path reads and alters the data, and no client can tell who the server is.",
    },
    remediation: {
      "zh-CN": "在服务器上启用 Basic256Sha256 或更强安全策略的 SignAndEncrypt 端点，更换客户端连接后停用 None。",
      en: "Enable a SignAndEncrypt endpoint with Basic256Sha256 or stronger, move the clients to it, then disable None.",
    },
  },
  references: [iec62443("SR 3.1"), iec62443("SR 4.1"), opcUaPart("Part 4, 5.5.4"), opcUaPart("Part 4, 5.6.2"), cwe(319)],
  evaluate: ({ "opcua.discovery": discovery }) => {
    if (discovery.application.applicationType === "DiscoveryServer") {
      return notApplicable(message("opcua.discovery-server"), {
        evidence: [seen(opcuaDiscovery, "application", "applicationType")],
      });
    }
    const endpoints = tcpEndpoints(discovery);
    if (endpoints.length === 0) return unknown(message("opcua.no-tcp-endpoint"));
    const secured = endpoints.filter(({ endpoint }) => endpoint.securityMode !== "None");
    const evidence = endpoints.map(({ index }) => seen(opcuaDiscovery, "endpoints", index, "securityMode"));
    if (secured.length === 0) return fail(message("opcua.all-endpoints-none", { count: endpoints.length }), evidence);
    const policies = secured.map(({ endpoint }) => endpoint.securityPolicyUri);
    if (!policies.some(isKnownPolicy)) {
      return unknown(message("opcua.policies-unknown-here", { policies: distinct(policies.map(policyName)) }));
    }
    return pass(message("opcua.secured-endpoint-offered", { policies: distinct(policies.map(policyName)) }), { evidence });
  },
});
