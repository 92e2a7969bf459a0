import { message } from "../../../model/messages/index.ts";
import { opcuaSession } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen, unknown } from "../results.ts";
import { withoutSession } from "./no-session.ts";

const tooManyPercent = 80;

export const sessionsExhausted = defineEndpointCheck({
  id: "opcua.sessions-exhausted",
  protocol: "opcua",
  severity: "medium",
  effort: 1,
  needs: [opcuaSession],
  text: {
    title: {
      "zh-CN": "OPC UA 服务器留有足够的空闲会话。",
      en: "The OPC UA server has enough sessions free.",
    },
    rationale: {
      "zh-CN": "会话耗尽时，操作员在紧急情况下也无法连接；这也可能是拒绝服务攻击。",
      en: "Once sessions run out, operators cannot connect even in an emergency; it may be an attack on availability, too.",
    },
    remediation: {
      "zh-CN": "查明占用会话的客户端，关闭无用连接，必要时提高服务器的会话上限。",
      en: "Find the clients that hold sessions, close those that nobody needs, and raise the server's maximum where it is too low.",
    },
  },
  references: [iec62443("SR 2.7"), iec62443("SR 7.1"), opcUaPart("Part 2, 4.3.2.3"), cwe(770)],
  evaluate: ({ "opcua.session": session }, { endpoint }) => {
    const unread = withoutSession(session, endpoint);
    if (unread !== undefined) return unread;
    const { maxSessions, sessionsUsedPercent } = session;
    if (maxSessions === undefined || maxSessions === 0) return unknown(message("opcua.no-session-maximum"));
    if (sessionsUsedPercent === undefined) return unknown(message("opcua.not-read", { what: "ServerDiagnosticsSummary" }));
    const evidence = [seen(opcuaSession, "sessionsUsedPercent"), seen(opcuaSession, "maxSessions")];
    const values = { percent: sessionsUsedPercent, maximum: maxSessions };
    return sessionsUsedPercent >= tooManyPercent
      ? fail(message("opcua.sessions-exhausted", values), evidence)
      : pass(message("opcua.sessions-free", values), { evidence });
  },
});
