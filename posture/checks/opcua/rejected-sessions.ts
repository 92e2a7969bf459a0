import { message } from "../../../model/messages/index.ts";
import { opcuaSession } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen, unknown } from "../results.ts";
import { withoutSession } from "./no-session.ts";

const secondsPerHour = 3600;

export const rejectedSessions = defineEndpointCheck({
  id: "opcua.rejected-sessions",
  protocol: "opcua",
  severity: "high",
  effort: 1,
  needs: [opcuaSession],
  text: {
    title: {
      "zh-CN": "OPC UA 服务器拒绝会话的速度不超过声明的限值。",
      en: "The OPC UA server rejects sessions no faster than the declared limit.",
    },
    rationale: {
      "zh-CN": "被拒绝的会话骤增，多为口令猜测或扫描。",
      en: "A burst of rejected sessions mostly is somebody guessing passwords or scanning.",
    },
    remediation: {
      "zh-CN": "从服务器日志查明来源并隔离，检查账户是否被锁定或攻破；属正常波动时提高 maxRejectedSessionsPerHour。",
      en: "Find the source in the server's log and cut it off, look for locked or broken accounts; raise maxRejectedSessionsPerHour where this is everyday traffic.",
    },
  },
  references: [iec62443("SR 1.11"), iec62443("SR 6.2"), opcUaPart("Part 5, 12.9"), cwe(307)],
  evaluate: ({ "opcua.session": session }, { endpoint }) => {
    const unread = withoutSession(session, endpoint);
    if (unread !== undefined) return unread;
    const { rejections, diagnosticsEnabled } = session;
    if (diagnosticsEnabled === false) {
      return unknown(message("opcua.diagnostics-disabled"), { evidence: [seen(opcuaSession, "diagnosticsEnabled")] });
    }
    if (rejections === undefined) return unknown(message("opcua.no-growth-known"));
    const perHour = Math.round((rejections.sessions / rejections.perSeconds) * secondsPerHour);
    const values = { count: rejections.sessions, perHour, limit: endpoint.maxRejectedSessionsPerHour };
    const evidence = [seen(opcuaSession, "rejections", "sessions")];
    const notices = [message("opcua.rejected-channels-uncounted")];
    return perHour > values.limit
      ? fail(message("opcua.rejected-sessions", values), evidence, { notices })
      : pass(message("opcua.few-rejected-sessions", values), { evidence, notices });
  },
});
