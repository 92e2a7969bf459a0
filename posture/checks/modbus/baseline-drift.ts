import { isDeepStrictEqual } from "node:util";
import { message } from "../../../model/messages/index.ts";
import type { BaselineRegister } from "../../../model/protocols/modbus/endpoint.ts";
import type { BaselineFacts } from "../../../model/protocols/modbus/facts.ts";
import { modbusBaseline } from "../../../model/protocols/modbus/probes.ts";
import { type CheckResult, defineEndpointCheck } from "../define.ts";
import { fail, iec62443, modbusSpec, pass, seen, unknown } from "../results.ts";
import { unknownWithout } from "./support.ts";

/** Every controller has a configuration: where no register of it is declared, drift is unseen, not absent. */
export const baselineDrift = defineEndpointCheck({
  id: "modbus.baseline-drift",
  severity: "medium",
  effort: 0.5,
  protocol: "modbus",
  needs: [],
  mayUse: [modbusBaseline],
  text: {
    title: {
      "zh-CN": "配置寄存器与已认可的基线一致。",
      en: "The configuration registers are as in the accepted baseline.",
    },
    rationale: {
      "zh-CN": "限值、模式、写保护等配置被改动，可能使保护失效，或为后续攻击铺路。",
      en: "A changed limit, mode or write protection can disarm a safeguard or prepare an attack.",
    },
    remediation: {
      "zh-CN": "查明是谁、为何改动。属实的变更由责任人写明理由后认可为新基线；不属实的，恢复原值并按安全事件处置。",
      en: "Find out who changed it and why. Accept a meant change as the new baseline with its reason; otherwise restore the value and treat it as an incident.",
    },
  },
  references: [iec62443("SR 3.4"), iec62443("SR 7.6"), modbusSpec("6.3")],
  evaluate: ({ "modbus.baseline": facts }, context) => {
    const { baselineRegisters } = context.endpoint;
    if (baselineRegisters.length === 0) return unknown(message("modbus.baseline-none-declared"));
    if (facts === undefined) return unknownWithout(modbusBaseline, context);
    const accepted = context.baseline(modbusBaseline)?.facts;
    if (accepted === undefined) return unknown(message("modbus.baseline-not-accepted"));
    return compare(baselineRegisters, facts, accepted);
  },
});

function compare(registers: readonly BaselineRegister[], facts: BaselineFacts, accepted: BaselineFacts): CheckResult {
  const comparable = registers.filter(({ id }) => facts.registers[id] !== undefined && accepted.registers[id] !== undefined);
  const drifted = comparable.filter(({ id }) => !isDeepStrictEqual(facts.registers[id], accepted.registers[id]));
  const secure = drifted.filter(({ security }) => security);
  if (secure.length > 0) {
    return fail(message("modbus.baseline-security-drifted", { registers: names(secure) }), pointers(secure), {
      severity: "high",
    });
  }
  if (drifted.length > 0) return fail(message("modbus.baseline-drifted", { registers: names(drifted) }), pointers(drifted));
  if (comparable.length < registers.length) {
    const missing = registers.filter((register) => !comparable.includes(register));
    return unknown(message("modbus.baseline-incomplete", { registers: names(missing) }));
  }
  return pass(message("modbus.baseline-kept", { count: comparable.length }), { evidence: pointers(comparable) });
}

function names(registers: readonly BaselineRegister[]): string {
  return registers.map(({ id }) => id).join(", ");
}

function pointers(registers: readonly BaselineRegister[]) {
  return registers.map(({ id }) => seen(modbusBaseline, "registers", id));
}
