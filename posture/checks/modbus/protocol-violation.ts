import { day } from "../../../model/instant.ts";
import { message } from "../../../model/messages/index.ts";
import type { ModbusEndpoint } from "../../../model/protocols/modbus/endpoint.ts";
import { modbusHealth } from "../../../model/protocols/modbus/probes.ts";
import { type CheckResult, defineEndpointCheck, type LatestOutcome } from "../define.ts";
import { fail, iec62443, modbusSpec, pass, seen } from "../results.ts";
import { type ModbusContext, newestOf, unknownWithout } from "./support.ts";

/** Three times within a day, so that one disturbed frame is no finding. */
const limit = 3;
/** The collector's word for a unit that reached the limit. */
const repeated = "repeated-violation";

/** A device that always breaks the protocol never gives health facts: then the outcome of any of its jobs says so. */
export const protocolViolation = defineEndpointCheck({
  id: "modbus.protocol-violation",
  severity: "medium",
  effort: 1,
  protocol: "modbus",
  needs: [],
  mayUse: [modbusHealth],
  text: {
    title: {
      "zh-CN": "设备的应答符合 Modbus 协议。",
      en: "The device's answers keep to the Modbus protocol.",
    },
    rationale: {
      "zh-CN": "长度、从站号或协议标识错误的应答，说明设备有缺陷，或链路中有人在篡改、伪造应答。",
      en: "Answers with a wrong length, unit or protocol id come from a faulty device, or from somebody on the path who changes or forges them.",
    },
    remediation: {
      "zh-CN": "抓取报文，确认应答来自设备本身还是中间节点；更新设备或网关固件，检查是否有设备共用同一地址。",
      en: "Capture the frames and see whether the device or something between sends them; update its firmware or the gateway's, and look for two devices at one address.",
    },
  },
  references: [iec62443("SR 6.2"), iec62443("SR 3.5"), modbusSpec("7")],
  evaluate: ({ "modbus.health": health }, context) => {
    const broken = brokenJob(context);
    if (broken !== undefined) {
      return fail(message("modbus.protocol-broken", { kinds: broken.reason?.detail ?? repeated }), []);
    }
    const violations = health?.violations ?? [];
    const answeredNow = newestOf(context, modbusHealth.id)?.outcome === "answered";
    if (health === undefined || !answeredNow) return unknownWithout(modbusHealth, context);
    const evidence = [seen(modbusHealth, ...(violations.length > 0 ? ["violations"] : ["served"]))];
    return verdictOn(violations, evidence);
  },
});

function verdictOn(violations: readonly string[], evidence: Parameters<typeof fail>[1]): CheckResult {
  if (violations.length >= limit) {
    return fail(message("modbus.protocol-broken", { kinds: [...new Set(violations)].join(", ") }), evidence);
  }
  const kept =
    violations.length === 0 ? message("modbus.protocol-kept") : message("modbus.protocol-slip", { count: violations.length });
  return pass(kept, { evidence });
}

/** A job of this endpoint that ended in a repeated violation within the last day. */
function brokenJob({ latest, endpoint, hasCome }: ModbusContext & { endpoint: ModbusEndpoint }): LatestOutcome | undefined {
  return latest.find(
    (each) => each.endpointId === endpoint.id && each.reason?.code === repeated && !hasCome(each.lastSeen + day),
  );
}
