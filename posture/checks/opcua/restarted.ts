import { day } from "../../../model/instant.ts";
import { message } from "../../../model/messages/index.ts";
import { opcuaSession } from "../../../model/protocols/opcua/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { fail, iec62443, opcUaPart, pass, seen, unknown } from "../results.ts";

/** How long a restart is news. */
const newsFor = day;

export const restarted = defineEndpointCheck({
  id: "opcua.restarted",
  protocol: "opcua",
  severity: "low",
  effort: 0.1,
  needs: [opcuaSession],
  text: {
    title: { "zh-CN": "OPC UA 服务器在最近一天内没有重启。", en: "The OPC UA server has not restarted within the last day." },
    rationale: {
      "zh-CN": "无人安排的重启可能是故障、断电或有人更换了程序。",
      en: "A restart that nobody planned may be a fault, a power cut or somebody's new program.",
    },
    remediation: {
      "zh-CN": "对照维护记录核实重启原因。",
      en: "Compare the restart with the maintenance records.",
    },
  },
  references: [iec62443("SR 6.2"), opcUaPart("Part 5, 12.6"), opcUaPart("Part 5, 12.10")],
  evaluate: ({ "opcua.session": { startTime } }, { hasCome, previous, latest, endpoint }) => {
    if (startTime === undefined) return unknown(message("opcua.not-read", { what: "ServerStatus.StartTime" }));
    const earlier = previous(opcuaSession);
    const evidence = [seen(opcuaSession, "startTime")];
    const moved = earlier?.facts.startTime !== undefined && earlier.facts.startTime !== startTime;
    const time = `${startTime.slice(0, 19)}Z`;
    const recent = !hasCome(Date.parse(startTime) + newsFor + 1);
    const rows = latest.find((one) => one.endpointId === endpoint.id && one.probe === opcuaSession.id)?.answered;
    const seenAgain = earlier !== undefined || (rows !== undefined && rows.lastSeen > rows.firstSeen);
    if (recent && !seenAgain) return unknown(message("opcua.start-not-seen", { time }), { evidence });
    if (!moved || earlier === undefined) return pass(message("opcua.no-restart", { time }), { evidence });
    if (!recent) return pass(message("opcua.restart-old", { time }), { evidence });
    return fail(message("opcua.restarted", { time }), [
      ...evidence,
      { ...seen(opcuaSession, "startTime"), observationId: earlier.observationId },
    ]);
  },
});
