import type { Inventory } from "../../../model/inventory/inventory.ts";
import { message } from "../../../model/messages/index.ts";
import type { ModbusEndpoint } from "../../../model/protocols/modbus/endpoint.ts";
import { modbusUnits } from "../../../model/protocols/modbus/probes.ts";
import { defineEndpointCheck } from "../define.ts";
import { cwe, fail, iec62443, modbusSpec, notApplicable, pass, seen, unknown } from "../results.ts";
import { unknownWithout } from "./support.ts";

/** Judged at the endpoint that allows `modbus.units`; at every other one it is not tested, by choice. */
export const anyUnit = defineEndpointCheck({
  id: "modbus.any-unit",
  severity: "low",
  effort: 0.5,
  protocol: "modbus",
  needs: [],
  mayUse: [modbusUnits],
  text: {
    title: {
      "zh-CN": "网关只在已申报的从站号下应答。",
      en: "The gateway answers under declared unit ids alone.",
    },
    rationale: {
      "zh-CN": "未申报的从站号后面，可能是没有人管理、也没有人监视的设备。",
      en: "Behind an undeclared unit id may stand a device that nobody maintains or watches.",
    },
    remediation: {
      "zh-CN": "查明这些从站号后的设备：在用的补入资产清单，不用的断开，并在网关中只放行在用的从站号。",
      en: "Find out what stands behind those ids: add what is used to the inventory, disconnect the rest, and let the gateway route used ids alone.",
    },
  },
  references: [iec62443("SR 7.7"), modbusSpec("6.8"), cwe(200)],
  evaluate: ({ "modbus.units": facts }, context) => {
    const { endpoint, inventory } = context;
    if (!endpoint.behindGateway) return notApplicable(message("modbus.units-native"));
    if (!endpoint.onRequest.includes(modbusUnits.id)) {
      return notApplicable(message("common.not-tested-by-choice", { probe: modbusUnits.id }));
    }
    if (facts === undefined) return unknownWithout(modbusUnits, context);
    const declared = unitsDeclaredAt(endpoint, inventory);
    const undeclared = facts.answered.filter((unit) => !declared.has(unit));
    if (undeclared.length > 0) {
      const evidence = undeclared.map((unit) => seen(modbusUnits, "answered", facts.answered.indexOf(unit)));
      return fail(message("modbus.units-undeclared", { units: undeclared.join(", ") }), evidence);
    }
    if (facts.answered.length === 0) return unknown(message("modbus.units-none-answered"));
    const unreached = facts.gatewaySpoke.filter((unit) => !declared.has(unit)).length;
    const notices = unreached === 0 ? [] : [message("modbus.units-unreached", { count: unreached })];
    const evidence = [seen(modbusUnits, "answered")];
    return pass(message("modbus.units-as-declared", { count: facts.answered.length }), { evidence, notices });
  },
});

/** Unit ids of every endpoint of the inventory at the same host and port. */
function unitsDeclaredAt({ url }: ModbusEndpoint, { assets }: Inventory): ReadonlySet<number> {
  const gateway = gatewayOf(url);
  const urls = assets.flatMap(({ endpoints }) => endpoints.map((endpoint) => endpoint.url));
  return new Set(urls.filter((each) => gatewayOf(each) === gateway).map((each) => Number(each.slice(gateway.length))));
}

function gatewayOf(url: string): string {
  return url.slice(0, url.lastIndexOf("/") + 1);
}
