import { message } from "../../../model/messages/index.ts";
import { opcuaAccess, opcuaChannel, opcuaDiscovery, opcuaSession } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen, unknown } from "../results.ts";
import { computesRights, mayCall, namesOf, plantMethods, rightsEvidence, sawEnough } from "./rights.ts";
import { rightsNotSeen, strangersAccess, strangersView, verdictOutside } from "./stranger.ts";

export const anonymousCall = defineEndpointCheck({
  id: "opcua.anonymous-call",
  protocol: "opcua",
  severity: "critical",
  effort: 2,
  needs: [opcuaSession],
  mayUse: [opcuaAccess, opcuaDiscovery, opcuaChannel],
  text: {
    title: {
      "zh-CN": "没有身份的陌生人不能调用 OPC UA 方法。",
      en: "A stranger without identity may call no OPC UA method.",
    },
    rationale: {
      "zh-CN": "方法会启动、停止或复位设备；能匿名调用的人可直接操纵生产。",
      en: "Methods start, stop and reset equipment: whoever may call them without identity operates the plant.",
    },
    remediation: {
      "zh-CN": "按角色设置方法的 Call 权限，只授予操作员等具名角色，并停用匿名用户令牌。",
      en: "Set the permission Call of methods by role, grant it to named roles such as operators alone, and disable the anonymous user token.",
    },
  },
  references: [iec62443("SR 2.1"), opcUaPart("Part 3, 5.7"), opcUaPart("Part 12, 7.10"), cwe(862)],
  evaluate: (facts, context) => {
    const outside = verdictOutside(strangersView(facts));
    if (outside !== undefined) return outside;
    const access = strangersAccess(facts["opcua.access"]);
    if (access === undefined) return rightsNotSeen(context);
    const methods = plantMethods(access);
    const callable = methods.filter(({ node }) => mayCall(access, node) === "granted");
    if (callable.length > 0) {
      const values = { count: callable.length, names: namesOf(callable) };
      const evidence = rightsEvidence(callable, "userExecutable");
      const proven = computesRights(access) || callable.some(({ node }) => node.userPermissions !== undefined);
      return proven
        ? fail(message("opcua.anonymous-callable", values), evidence)
        : fail(message("opcua.anonymous-callable-as-declared", values), evidence, { severity: "high" });
    }
    const unclear = methods.filter(({ node }) => mayCall(access, node) === "unknown");
    if (unclear.length > 0) return unknown(message("opcua.rights-unreadable", { names: namesOf(unclear) }));
    if (!sawEnough(access, context.endpoint.criticalNodes)) {
      return unknown(message("opcua.tree-not-exhausted"), { evidence: [seen(opcuaAccess, "exhausted")] });
    }
    return pass(message("opcua.nothing-callable", { count: methods.length }), { evidence: [seen(opcuaAccess, "nodes")] });
  },
});
