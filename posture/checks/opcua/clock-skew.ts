import { message } from "../../../model/messages/index.ts";
import { opcuaSession } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen, unknown } from "../results.ts";
import { withoutSession } from "./no-session.ts";

export const clockSkew = defineEndpointCheck({
  id: "opcua.clock-skew",
  protocol: "opcua",
  severity: "medium",
  effort: 0.5,
  needs: [opcuaSession],
  text: {
    title: {
      "zh-CN": "OPC UA 服务器的时钟与采集器相差不超过声明的限值。",
      en: "The clock of the OPC UA server is within the declared limit of the collector's.",
    },
    rationale: {
      "zh-CN": "时钟不准，日志无法对齐，证书有效期判断出错，重放也更难发现。",
      en: "With a wrong clock logs do not line up, certificates are judged wrongly and replays are harder to see.",
    },
    remediation: {
      "zh-CN": "让服务器与可信时间源同步，并检查采集器自身的时间同步。",
      en: "Synchronise the server with a trusted time source, and check that the collector is, too.",
    },
  },
  references: [iec62443("SR 2.11"), opcUaPart("Part 5, 12.10"), cwe(778)],
  evaluate: ({ "opcua.session": session }, { endpoint }) => {
    const unread = withoutSession(session, endpoint);
    if (unread !== undefined) return unread;
    const { clockSkewSeconds } = session;
    if (clockSkewSeconds === undefined) return unknown(message("opcua.not-read", { what: "ServerStatus.CurrentTime" }));
    const evidence = [seen(opcuaSession, "clockSkewSeconds")];
    const values = { seconds: Math.abs(clockSkewSeconds), limit: endpoint.maxClockSkew / 1000 };
    if (values.seconds <= values.limit) return pass(message("opcua.clock-right", values), { evidence });
    return fail(message(clockSkewSeconds < 0 ? "opcua.clock-slow" : "opcua.clock-fast", values), evidence);
  },
});
