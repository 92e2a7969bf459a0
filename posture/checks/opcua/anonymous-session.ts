import { message } from "../../../model/messages/index.ts";
import { opcuaAccess, opcuaChannel, opcuaDiscovery, opcuaSession } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen, unknown } from "../results.ts";
import { plantMethods, plantVariables } from "./rights.ts";
import { rightsNotSeen, strangersView, verdictOutside } from "./stranger.ts";

export const anonymousSession = defineEndpointCheck({
  id: "opcua.anonymous-session",
  protocol: "opcua",
  severity: "high",
  givesWayTo: ["opcua.anonymous-read", "opcua.anonymous-write", "opcua.anonymous-call"],
  effort: 1,
  needs: [opcuaSession],
  mayUse: [opcuaAccess, opcuaDiscovery, opcuaChannel],
  text: {
    title: {
      "zh-CN": "没有身份的陌生人得不到能看到装置数据的 OPC UA 会话。",
      en: "A stranger without identity gets no OPC UA session that sees anything of the plant.",
    },
    rationale: {
      "zh-CN": "匿名会话无法追溯到人，权限一旦配置错误，任何能连到该端口的人都会受益。",
      en: "An anonymous session leads back to nobody, and every mistake in its rights serves whoever reaches the port.",
    },
    remediation: {
      "zh-CN": "停用匿名用户令牌，为每个客户端设置用户名或证书身份。",
      en: "Disable the anonymous user token and give every client a user name or certificate of its own.",
    },
  },
  references: [iec62443("SR 1.1"), iec62443("SR 1.2"), opcUaPart("Part 4, 5.7.3"), opcUaPart("Part 4, 7.41"), cwe(306)],
  evaluate: (facts, context) => {
    const view = strangersView(facts);
    if (view.is !== "inside" && view.is !== "trusted-only")
      return verdictOutside(view) ?? pass(message("opcua.no-session-for-strangers"));
    const access = facts["opcua.access"];
    if (access === undefined || access.session.identity !== "anonymous") {
      return rightsNotSeen(context);
    }
    const visible = [...plantVariables(access), ...plantMethods(access)];
    const [first] = visible;
    if (first !== undefined) {
      const evidence = [view.evidence, seen(opcuaAccess, "nodes", first.index, "nodeId")];
      return view.is === "inside"
        ? fail(message("opcua.anonymous-session", { count: visible.length }), evidence)
        : fail(message("opcua.anonymous-session-under-trust", { count: visible.length }), evidence, { severity: "low" });
    }
    return access.exhausted
      ? pass(message("opcua.anonymous-sees-nothing"), { evidence: [view.evidence, seen(opcuaAccess, "exhausted")] })
      : unknown(message("opcua.tree-not-exhausted"), { evidence: [seen(opcuaAccess, "exhausted")] });
  },
});
