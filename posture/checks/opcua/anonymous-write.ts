import { message } from "../../../model/messages/index.ts";
import { opcuaAccess, opcuaChannel, opcuaDiscovery, opcuaSession } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen, unknown } from "../results.ts";
import { computesRights, mayWrite, namesOf, plantVariables, rightsEvidence, sawEnough } from "./rights.ts";
import { rightsNotSeen, strangersAccess, strangersView, verdictOutside } from "./stranger.ts";

export const anonymousWrite = defineEndpointCheck({
  id: "opcua.anonymous-write",
  protocol: "opcua",
  severity: "critical",
  effort: 2,
  needs: [opcuaSession],
  mayUse: [opcuaAccess, opcuaDiscovery, opcuaChannel],
  text: {
    title: {
      "zh-CN": "没有身份的陌生人不能写入 OPC UA 变量。",
      en: "A stranger without identity may write no OPC UA variable.",
    },
    rationale: {
      "zh-CN": "能匿名写入设定值的人，无需任何口令即可改变生产过程。",
      en: "Whoever may write a setpoint without identity changes the process without any password.",
    },
    remediation: {
      "zh-CN": "按角色设置节点权限，只把写权限授予操作员等具名角色，并停用匿名用户令牌。",
      en: "Set permissions of nodes by role, grant Write to named roles such as operators alone, and disable the anonymous user token.",
    },
  },
  references: [iec62443("SR 2.1"), opcUaPart("Part 3, 5.6.2"), opcUaPart("Part 3, 8.55"), cwe(862)],
  evaluate: (facts, context) => {
    const view = strangersView(facts);
    const outside = verdictOutside(view);
    if (outside !== undefined) return outside;
    const access = strangersAccess(facts["opcua.access"]);
    if (access === undefined) return rightsNotSeen(context);
    const variables = plantVariables(access);
    const writable = variables.filter(({ node }) => mayWrite(access, node) === "granted");
    if (writable.length > 0) {
      const values = { count: writable.length, names: namesOf(writable) };
      const evidence = rightsEvidence(writable, "userAccessLevel");
      const proven = computesRights(access) || writable.some(({ node }) => node.userPermissions !== undefined);
      return proven
        ? fail(message("opcua.anonymous-writable", values), evidence)
        : fail(message("opcua.anonymous-writable-as-declared", values), evidence, { severity: "high" });
    }
    const unclear = variables.filter(({ node }) => mayWrite(access, node) === "unknown");
    if (unclear.length > 0) return unknown(message("opcua.rights-unreadable", { names: namesOf(unclear) }));
    if (!sawEnough(access, context.endpoint.criticalNodes)) {
      return unknown(message("opcua.tree-not-exhausted"), { evidence: [seen(opcuaAccess, "exhausted")] });
    }
    return pass(message("opcua.nothing-writable", { count: variables.length }), { evidence: [seen(opcuaAccess, "nodes")] });
  },
});
