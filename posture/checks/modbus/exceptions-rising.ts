import { message } from "../../../model/messages/index.ts";
import { modbusDiagnostics, modbusHealth } from "../../../model/protocols/modbus/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { fail, iec62443, modbusSpec, pass, seen, unknown } from "../results.ts";

/** Percent. A device in order answers what it is asked; a stray request is not the trouble that this looks for. */
const limit = 5;

/**
 * Two views: the exceptions to the collector's own reads, and behind a gateway the unit's own counters, which also count what
 * others provoke. The worse one decides. Exceptions to functions that the unit does not have are in neither.
 */
export const exceptionsRising = defineEndpointCheck({
  id: "modbus.exceptions-rising",
  severity: "medium",
  effort: 1,
  protocol: "modbus",
  needs: [modbusHealth],
  mayUse: [modbusDiagnostics],
  text: {
    title: {
      "zh-CN": "设备的异常应答占比低于限值。",
      en: "The share of exceptions in the device's answers is below its limit.",
    },
    rationale: {
      "zh-CN": "异常应答增多，说明有人在试探寄存器和功能码，或设备与组态不再相符。",
      en: "Rising exceptions mean that somebody tries registers and functions, or that the device no longer fits its configuration.",
    },
    remediation: {
      "zh-CN": "在网络记录中查明哪些请求得到异常应答、由谁发出；核对清单中声明的寄存器地址。",
      en: "Find out from the network's records which requests get exceptions and who sends them; check the register addresses that the inventory declares.",
    },
  },
  references: [iec62443("SR 6.2"), iec62443("SR 3.5"), modbusSpec("7")],
  evaluate: ({ "modbus.health": health, "modbus.diagnostics": diagnostics }) => {
    const views = [
      { probe: modbusHealth, percent: health.exceptionSharePercent },
      { probe: modbusDiagnostics, percent: diagnostics?.exceptionSharePercent },
    ].flatMap(({ probe, percent }) => (percent === undefined ? [] : [{ probe, percent }]));
    const [worst] = views.toSorted((a, b) => b.percent - a.percent);
    if (worst === undefined) return unknown(message("modbus.exceptions-too-few-reads"));
    const { probe, percent } = worst;
    const evidence = [seen(probe, "exceptionSharePercent")];
    if (percent > limit) return fail(message("modbus.exceptions-many", { percent, limit }), evidence);
    return pass(message("modbus.exceptions-few", { percent }), { evidence });
  },
});
