import { day } from "../../../model/instant.ts";
import { message } from "../../../model/messages/index.ts";
import type { DiagnosticsFacts } from "../../../model/protocols/modbus/facts.ts";
import { modbusDiagnostics } from "../../../model/protocols/modbus/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { fail, iec62443, modbusSpec, notApplicable, pass, seen, unknown } from "../results.ts";
import { unknownWithout } from "./support.ts";

/** Counters have 16 bits. */
const wrapsAt = 65_536;
/** The most that a serial line carries in a second: short frames at 115 200 bit/s. More growth than this is no wrap. */
const mostPerSecond = 200;

/** An event that informs: it stands for a day after it was seen, then it passes. */
export const restarted = defineEndpointCheck({
  id: "modbus.restarted",
  severity: "low",
  effort: 0.2,
  protocol: "modbus",
  needs: [],
  mayUse: [modbusDiagnostics],
  text: {
    title: {
      "zh-CN": "设备最近一天没有重启。",
      en: "The device has not restarted within a day.",
    },
    rationale: {
      "zh-CN": "计划外的重启可能来自故障、固件更改或有人操作；重启后部分保护设置可能恢复为出厂值。",
      en: "An unplanned restart follows from a fault, a firmware change or somebody's hand, and some safeguards fall back to factory settings.",
    },
    remediation: {
      "zh-CN": "与检修记录核对；没有记录的，查明原因并检查配置是否仍为基线。",
      en: "Compare it with the maintenance records; where none explains it, find the cause and check that the configuration is still the baseline.",
    },
  },
  references: [iec62443("SR 6.2"), iec62443("SR 7.1"), modbusSpec("6.8"), modbusSpec("6.9")],
  evaluate: ({ "modbus.diagnostics": facts }, context) => {
    if (!context.endpoint.behindGateway) return notApplicable(message("modbus.not-behind-gateway"));
    if (facts === undefined) return unknownWithout(modbusDiagnostics, context);
    if (facts.counters.length === 0) return unknown(message("modbus.counters-none"));
    const { wentBack } = facts;
    if (wentBack === undefined || Date.parse(wentBack.at) <= context.now - day) {
      const grew = pass(message("modbus.counters-grew"), { evidence: [seen(modbusDiagnostics, "counters")] });
      return facts.compared ? grew : unknown(message("modbus.counters-one-reading"));
    }
    const smaller = Object.keys(wentBack.after).filter((name) => isSmaller(wentBack, name));
    const unexplained = smaller.filter((name) => !explainedByWrap(wentBack, name));
    const evidence = [seen(modbusDiagnostics, "wentBack")];
    if (unexplained.length === 0) {
      return pass(message("modbus.counters-wrapped", { counters: smaller.join(", ") }), { evidence });
    }
    return fail(message("modbus.counters-went-back", { counters: unexplained.join(", "), at: wentBack.at }), evidence);
  },
});

type WentBack = NonNullable<DiagnosticsFacts["wentBack"]>;

function isSmaller({ before, after }: WentBack, name: string): boolean {
  return (after[name] ?? 0) < (before[name] ?? 0);
}

/**
 * From the upper half of its range a counter may have run over; from the lower half it cannot between two readings. One that
 * stood at its last value had stopped there (saturation) or was about to wrap, which the same rule covers.
 */
function explainedByWrap({ before, after, afterSeconds }: WentBack, name: string): boolean {
  const from = before[name] ?? 0;
  const growth = (after[name] ?? 0) + wrapsAt - from;
  return from >= wrapsAt / 2 && growth <= mostPerSecond * afterSeconds;
}
