import { message } from "../../../model/messages/index.ts";
import { modbusIdentify } from "../../../model/protocols/modbus/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { fail, iec62443, modbusSpec, notApplicable, pass, seen, unknown } from "../results.ts";
import { unknownWithout } from "./support.ts";

/**
 * Where FC 17 keeps the run indicator only the maker's manual tells. An inventory that does not declare its place says nothing of
 * running that could be compared: not applicable.
 */
export const runState = defineEndpointCheck({
  id: "modbus.run-state",
  severity: "medium",
  effort: 0.5,
  protocol: "modbus",
  needs: [],
  mayUse: [modbusIdentify],
  text: {
    title: {
      "zh-CN": "设备的运行状态与资产清单一致。",
      en: "The device runs, or is stopped, as the inventory says.",
    },
    rationale: {
      "zh-CN": "控制器意外停机，可能是故障，也可能是有人下发了停机命令。",
      en: "A controller that stopped unexpectedly has failed, or somebody told it to stop.",
    },
    remediation: {
      "zh-CN": "到现场核对设备状态，查明停机原因；计划内的停机，在清单中把 expected 改为 stopped。",
      en: "Check the device, and find out why it stopped; for a planned stop, set expected to stopped in the inventory.",
    },
  },
  references: [iec62443("SR 6.2"), modbusSpec("6.13")],
  evaluate: ({ "modbus.identify": facts }, context) => {
    const { runIndicator } = context.endpoint;
    if (runIndicator === undefined) return notApplicable(message("modbus.run-none-declared"));
    if (facts === undefined) return unknownWithout(modbusIdentify, context);
    if (facts.running === undefined) return unknown(message("modbus.run-not-told"));
    const evidence = [seen(modbusIdentify, "running")];
    const expected = runIndicator.expected === "running";
    if (facts.running === expected) return pass(message("modbus.run-as-declared"), { evidence });
    return fail(message(expected ? "modbus.run-stopped" : "modbus.run-started"), evidence);
  },
});
