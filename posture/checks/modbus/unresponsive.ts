import { hour, minute } from "../../../model/instant.ts";
import { message } from "../../../model/messages/index.ts";
import { modbusHealth, modbusIdentify } from "../../../model/protocols/modbus/probes.ts";
import { type CheckResult, defineEndpointCheck, type LatestOutcome } from "../define.ts";
import { fail, iec62443, modbusSpec, pass, seen } from "../results.ts";
import { type ModbusContext, newestOf, unknownWithout } from "./support.ts";

/** Percent of the health probes of a day. */
const limit = 95;
/** From this on silence is no longer a moment's disturbance. */
const longSilence = hour;

/**
 * Availability over the last day where enough probes were made; besides, silence that lasts, and an endpoint that never answered
 * any probe at all: its availability is zero however short the time. A short silence alone is unknown.
 */
export const unresponsive = defineEndpointCheck({
  id: "modbus.unresponsive",
  severity: "medium",
  effort: 1,
  protocol: "modbus",
  needs: [],
  mayUse: [modbusHealth],
  text: {
    title: {
      "zh-CN": "设备的可用率不低于限值。",
      en: "The device's availability is not below its limit.",
    },
    rationale: {
      "zh-CN": "设备时断时续或不应答，可能是过载、故障或拒绝服务攻击；期间也看不到它的安全状态。",
      en: "A device that answers badly or not at all is overloaded, failing or under attack, and its security cannot be seen meanwhile.",
    },
    remediation: {
      "zh-CN": "检查设备、网关和线路；核对清单中的地址、端口和从站号；确认没有其他客户端占满连接。",
      en: "Check the device, its gateway and the line; check address, port and unit id in the inventory, and that no other client holds all its connections.",
    },
  },
  references: [iec62443("SR 6.2"), iec62443("SR 7.1"), modbusSpec("6.9")],
  evaluate: ({ "modbus.health": health }, context) => {
    const newest = newestOf(context, modbusHealth.id);
    if (newest === undefined) return unknownWithout(modbusHealth, context);
    if (isSilence(newest)) return judgeSilence(newest, context);
    const percent = newest.outcome === "answered" ? health?.availabilityPercent : undefined;
    if (percent !== undefined) return judgeShare(percent);
    if (newest.outcome !== "answered" || health === undefined) return unknownWithout(modbusHealth, context);
    return pass(message("modbus.responsive-so-far"), { evidence: [seen(modbusHealth, "served")] });
  },
});

function isSilence({ outcome }: LatestOutcome): boolean {
  return outcome === "unreachable";
}

function judgeShare(percent: number): CheckResult {
  const evidence = [seen(modbusHealth, "availabilityPercent")];
  if (percent < limit) return fail(message("modbus.availability-low", { percent, limit }), evidence);
  return pass(message("modbus.responsive", { percent }), { evidence });
}

function judgeSilence(newest: LatestOutcome, context: ModbusContext): CheckResult {
  const { endpoint, latest } = context;
  const lastAnswer = context.own(modbusHealth, endpoint.id);
  if (lastAnswer !== undefined) {
    const silence = newest.lastSeen - lastAnswer.lastSeen;
    if (silence < longSilence) return unknownWithout(modbusHealth, context);
    const evidence = [{ ...seen(modbusHealth, "served"), observationId: lastAnswer.observationId }];
    return fail(message("modbus.silent-long", { minutes: Math.floor(silence / minute) }), evidence);
  }
  const own = latest.filter(({ endpointId }) => endpointId === endpoint.id);
  const probes = own.map(({ probe }) => probe);
  // A second, independent conversation must have failed as well before an endpoint counts as one that never answers.
  if (!own.every(isSilence) || !probes.includes(modbusIdentify.id)) return unknownWithout(modbusHealth, context);
  return fail(message("modbus.silent-always", { probes: probes.toSorted().join(", ") }), []);
}
