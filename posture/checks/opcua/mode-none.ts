import { message } from "../../../model/messages/index.ts";
import { opcuaSession } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, opcUaPart, pass, seen, unknown } from "../results.ts";
import { endingOf, refusesNone } from "./stranger.ts";

export const modeNone = defineEndpointCheck({
  id: "opcua.mode-none",
  protocol: "opcua",
  severity: "high",
  givesWayTo: ["opcua.only-insecure"],
  effort: 1,
  needs: [opcuaSession],
  text: {
    title: {
      "zh-CN": "OPC UA 服务器不接受安全模式 None 下的会话。",
      en: "The OPC UA server grants no session over security mode None.",
    },
    rationale: {
      "zh-CN": "None 会话既不签名也不加密，过程数据与指令可被窃听和篡改，其他端点再强也可被绕过。",
      en: "A session over None is neither signed nor encrypted: values and commands can be read and altered, however strong the other endpoints are.",
    },
    remediation: {
      "zh-CN": "在服务器上停用 None 端点，或只保留其发现服务；确认服务器也拒绝未列出的 None 会话。",
      en: "Disable the None endpoint or leave it to discovery alone, and make sure that sessions over an unlisted None are refused, too.",
    },
  },
  references: [iec62443("SR 3.1"), iec62443("SR 4.1"), opcUaPart("Part 4, 5.5.4"), opcUaPart("Part 4, 5.6.2"), cwe(319)],
  evaluate: ({ "opcua.session": { overNone } }) => {
    if (overNone === undefined) return unknown(message("opcua.none-not-tried"));
    const evidence = [seen(opcuaSession, "overNone", "reached")];
    if (overNone.reached === "session" || overNone.reached === "activated") {
      return fail(message(overNone.listed ? "opcua.none-session" : "opcua.none-session-unlisted"), evidence);
    }
    if (!refusesNone(overNone)) {
      return unknown(message("opcua.attempt-inconclusive", { mode: "None", ending: endingOf(overNone) }), { evidence });
    }
    const refusal = [seen(opcuaSession, "overNone", "statusCode")];
    return pass(message("opcua.none-refused", { status: endingOf(overNone) }), { evidence: refusal });
  },
});
