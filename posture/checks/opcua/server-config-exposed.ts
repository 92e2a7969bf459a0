import { message } from "../../../model/messages/index.ts";
import { opcuaAccess, opcuaChannel, opcuaDiscovery, opcuaSession } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, iec62443, opcUaPart } from "../results.ts";
import { mayCall, serverConfigurationMethods } from "./rights.ts";
import { judgeStrangersRight, type StrangersRight } from "./strangers-rights.ts";

/** These methods are asked for by their node ids. */
const configuring: StrangersRight = {
  nodes: serverConfigurationMethods,
  may: mayCall,
  attribute: "userExecutable",
  browsed: false,
  granted: (values) => message("opcua.config-callable", values),
  grantedAsDeclared: (values) => message("opcua.config-callable-as-declared", values),
  denied: (values) => message("opcua.config-not-callable", values),
};

export const serverConfigExposed = defineEndpointCheck({
  id: "opcua.server-config-exposed",
  protocol: "opcua",
  severity: "critical",
  effort: 1,
  needs: [opcuaSession],
  mayUse: [opcuaAccess, opcuaDiscovery, opcuaChannel],
  text: {
    title: {
      "zh-CN": "没有身份的陌生人不能更改 OPC UA 服务器的配置。",
      en: "A stranger without identity may not change the configuration of the OPC UA server.",
    },
    rationale: {
      "zh-CN": "能调用信任列表、证书、角色或状态方法的人，可以为自己放行、冒充服务器或使其停机。",
      en: "Whoever may call the methods of trust lists, certificates, roles or state lets himself in, impersonates the server or stops it.",
    },
    remediation: {
      "zh-CN":
        "把 ServerConfiguration、RoleSet 与 RequestServerStateChange 的方法只授予 SecurityAdmin 与 ConfigureAdmin 角色，并要求加密通道。",
      en: "Grant the methods of ServerConfiguration and RoleSet and RequestServerStateChange to SecurityAdmin and ConfigureAdmin alone, over encrypted channels.",
    },
  },
  references: [iec62443("SR 2.1"), opcUaPart("Part 3, 5.7"), opcUaPart("Part 12, 7.10"), cwe(862)],
  evaluate: (facts, context) => judgeStrangersRight(configuring, facts, context),
});
