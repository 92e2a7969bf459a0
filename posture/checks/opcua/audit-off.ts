import { message } from "../../../model/messages/index.ts";
import { opcuaSession } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen, unknown } from "../results.ts";
import { withoutSession } from "./no-session.ts";

export const auditOff = defineEndpointCheck({
  id: "opcua.audit-off",
  protocol: "opcua",
  severity: "low",
  effort: 0.5,
  needs: [opcuaSession],
  text: {
    title: { "zh-CN": "OPC UA 服务器产生审计事件。", en: "The OPC UA server generates audit events." },
    rationale: {
      "zh-CN": "没有审计事件，事后无从查明谁在何时连接、写入或调用。",
      en: "Without audit events nobody finds out afterwards who connected, wrote or called, and when.",
    },
    remediation: {
      "zh-CN": "在服务器上启用审计，并把事件送入日志系统。",
      en: "Enable auditing on the server and send its events to the log system.",
    },
  },
  references: [iec62443("SR 2.8"), opcUaPart("Part 2, 4.14"), cwe(778)],
  evaluate: ({ "opcua.session": session }, { endpoint }) => {
    const unread = withoutSession(session, endpoint);
    if (unread !== undefined) return unread;
    const { auditing } = session;
    if (auditing === undefined) return unknown(message("opcua.not-read", { what: "Server.Auditing" }));
    const evidence = [seen(opcuaSession, "auditing")];
    return auditing ? pass(message("opcua.audit-on"), { evidence }) : fail(message("opcua.audit-off"), evidence);
  },
});
