import { message } from "../../../model/messages/index.ts";
import { opcuaAccess, opcuaChannel, opcuaDiscovery, opcuaSession } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen, unknown } from "../results.ts";
import { namesOf, plantVariables, sawEnough } from "./rights.ts";
import { rightsNotSeen, strangersAccess, strangersView, verdictOutside } from "./stranger.ts";

export const anonymousRead = defineEndpointCheck({
  id: "opcua.anonymous-read",
  protocol: "opcua",
  severity: "medium",
  effort: 1,
  needs: [opcuaSession],
  mayUse: [opcuaAccess, opcuaDiscovery, opcuaChannel],
  text: {
    title: {
      "zh-CN": "没有身份的陌生人读不到 OPC UA 过程值。",
      en: "A stranger without identity reads no OPC UA process value.",
    },
    rationale: {
      "zh-CN": "过程值泄露产量、配方与运行状态，也为有针对性的攻击提供依据。",
      en: "Process values give away production, recipes and the state of the plant, and show an attacker where to strike.",
    },
    remediation: {
      "zh-CN": "从匿名角色收回 Read 权限，或停用匿名用户令牌。",
      en: "Take the permission Read from the anonymous role, or disable the anonymous user token.",
    },
  },
  references: [iec62443("SR 2.1"), opcUaPart("Part 3, 5.6.2"), opcUaPart("Part 3, 8.55"), cwe(862)],
  evaluate: (facts, context) => {
    const outside = verdictOutside(strangersView(facts));
    if (outside !== undefined) return outside;
    const access = strangersAccess(facts["opcua.access"]);
    if (access === undefined) return rightsNotSeen(context);
    const variables = plantVariables(access);
    const read = variables.filter(({ node }) => node.valueRead === true);
    if (read.length > 0) {
      const evidence = read.slice(0, 10).map(({ index }) => seen(opcuaAccess, "nodes", index, "valueRead"));
      return fail(message("opcua.anonymous-readable", { names: namesOf(read) }), evidence);
    }
    const critical = new Set(context.endpoint.criticalNodes);
    const untried = variables.filter(({ node }) => node.valueRead === undefined);
    const criticalTried = critical.size > 0 && !untried.some(({ node }) => critical.has(node.nodeId));
    if (!sawEnough(access, context.endpoint.criticalNodes)) {
      return unknown(message("opcua.tree-not-exhausted"), { evidence: [seen(opcuaAccess, "exhausted")] });
    }
    if (untried.length > 0 && !criticalTried) return unknown(message("opcua.values-not-tried", { count: untried.length }));
    return pass(message("opcua.nothing-readable", { count: variables.length }), { evidence: [seen(opcuaAccess, "nodes")] });
  },
});
