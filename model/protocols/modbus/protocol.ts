import type { Protocol } from "../define.ts";
import { modbusEndpointSchema } from "./endpoint.ts";
import { modbusBaseline, modbusDiagnostics, modbusHealth, modbusIdentify } from "./probes.ts";

export const modbus = {
  id: "modbus",
  schemes: ["modbus:", "modbus+tls:"],
  endpointSchema: modbusEndpointSchema,
  probes: [modbusIdentify, modbusHealth, modbusBaseline, modbusDiagnostics],
} as const satisfies Protocol;
