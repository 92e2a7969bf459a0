import { message } from "../../../model/messages/index.ts";
import { opcuaSession } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { fail, iec62443, notApplicable, opcUaPart, pass, seen, unknown } from "../results.ts";
import { withoutSession } from "./no-session.ts";

export const notRunning = defineEndpointCheck({
  id: "opcua.not-running",
  protocol: "opcua",
  severity: "medium",
  effort: 0.5,
  needs: [opcuaSession],
  text: {
    title: { "zh-CN": "OPC UA 服务器处于 Running 状态。", en: "The OPC UA server is in the state Running." },
    rationale: {
      "zh-CN": "非 Running 的服务器给出的数据不可信，也可能说明有人停用了它。",
      en: "The data of a server that is not running cannot be relied on, and somebody may have stopped it.",
    },
    remediation: {
      "zh-CN": "查明原因并恢复运行；冗余组中的备用服务器请在资产清单中以 redundancySet 声明。",
      en: "Find out why and bring it back; declare a standby server of a redundancy set by redundancySet in the inventory.",
    },
  },
  references: [iec62443("SR 6.2"), opcUaPart("Part 5, 12.6"), opcUaPart("Part 5, 12.10")],
  evaluate: ({ "opcua.session": session }, { endpoint }) => {
    const unread = withoutSession(session, endpoint);
    if (unread !== undefined) return unread;
    const { state } = session;
    if (state === undefined) return unknown(message("opcua.not-read", { what: "ServerStatus.State" }));
    const evidence = [seen(opcuaSession, "state")];
    if (state === "Running") return pass(message("opcua.running"), { evidence });
    return endpoint.redundancySet === undefined
      ? fail(message("opcua.not-running", { state }), evidence)
      : notApplicable(message("opcua.standby", { state, set: endpoint.redundancySet }), { evidence });
  },
});
