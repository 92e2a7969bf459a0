import { message } from "../../../model/messages/index.ts";
import { opcuaDiscovery } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen, unknown } from "../results.ts";
import { distinct, tcpEndpoints } from "./endpoint-list.ts";

export const signOnly = defineEndpointCheck({
  id: "opcua.sign-only",
  protocol: "opcua",
  severity: "low",
  givesWayTo: ["opcua.only-insecure"],
  effort: 0.5,
  needs: [opcuaDiscovery],
  text: {
    title: { "zh-CN": "OPC UA 服务器提供加密的端点。", en: "The OPC UA server offers an endpoint that encrypts." },
    rationale: {
      "zh-CN": "仅签名可防篡改，但配方、产量等数据仍以明文经过网络。",
      en: "Signing alone keeps data from being altered; recipes and production figures still cross the network in the clear.",
    },
    remediation: {
      "zh-CN": "在服务器上启用安全模式 SignAndEncrypt，并让客户端优先使用。",
      en: "Enable security mode SignAndEncrypt on the server and let clients prefer it.",
    },
  },
  references: [iec62443("SR 3.1"), iec62443("SR 4.1"), opcUaPart("Part 4, 5.5.4"), cwe(319)],
  evaluate: ({ "opcua.discovery": discovery }) => {
    const endpoints = tcpEndpoints(discovery);
    if (endpoints.length === 0) return unknown(message("opcua.no-tcp-endpoint"));
    const encrypting = endpoints.find(({ endpoint }) => endpoint.securityMode === "SignAndEncrypt");
    if (encrypting !== undefined) {
      return pass(message("opcua.encryption-offered"), {
        evidence: [seen(opcuaDiscovery, "endpoints", encrypting.index, "securityMode")],
      });
    }
    const modes = distinct(endpoints.map(({ endpoint }) => endpoint.securityMode));
    const evidence = endpoints.map(({ index }) => seen(opcuaDiscovery, "endpoints", index, "securityMode"));
    return fail(message("opcua.encryption-not-offered", { modes }), evidence);
  },
});
