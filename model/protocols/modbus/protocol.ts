import type { Protocol } from "../define.ts";
import { modbusEndpointSchema } from "./endpoint.ts";
import { modbusBaseline, modbusHealth, modbusIdentify } from "./probes.ts";

export const modbus = {
  id: "modbus",
  schemes: ["modbus:"],
  endpointSchema: modbusEndpointSchema,
  probes: [modbusIdentify, modbusHealth, modbusBaseline],
} as const satisfies Protocol;
