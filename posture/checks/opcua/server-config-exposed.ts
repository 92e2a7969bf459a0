import { message } from "../../../model/messages/index.ts";
import { opcuaAccess, opcuaChannel, opcuaDiscovery, opcuaSession } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen, unknown } from "../results.ts";
import { computesRights, mayCall, namesOf, rightsEvidence, serverConfigurationMethods } from "./rights.ts";
import { rightsNotSeen, strangersAccess, strangersView, verdictOutside } from "./stranger.ts";

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
  evaluate: (facts, context) => {
    const outside = verdictOutside(strangersView(facts));
    if (outside !== undefined) return outside;
    const access = strangersAccess(facts["opcua.access"]);
    if (access === undefined) return rightsNotSeen(context);
    const methods = serverConfigurationMethods(access);
    const callable = methods.filter(({ node }) => mayCall(access, node) === "granted");
    if (callable.length > 0) {
      const values = { count: callable.length, names: namesOf(callable) };
      const evidence = rightsEvidence(callable, "userExecutable");
      const proven = computesRights(access) || callable.some(({ node }) => node.userPermissions !== undefined);
      return proven
        ? fail(message("opcua.config-callable", values), evidence)
        : fail(message("opcua.config-callable-as-declared", values), evidence, { severity: "high" });
    }
    const unclear = methods.filter(({ node }) => mayCall(access, node) === "unknown");
    if (unclear.length > 0) return unknown(message("opcua.rights-unreadable", { names: namesOf(unclear) }));
    return pass(message("opcua.config-not-callable", { count: methods.length }), { evidence: [seen(opcuaAccess, "nodes")] });
  },
});
