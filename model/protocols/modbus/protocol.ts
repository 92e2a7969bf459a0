import type { Protocol } from "../define.ts";
import { modbusEndpointSchema } from "./endpoint.ts";
import { modbusBaseline, modbusDiagnostics, modbusHealth, modbusIdentify, modbusTls, modbusUnits } from "./probes.ts";

export const modbus = {
  id: "modbus",
  schemes: ["modbus:", "modbus+tls:"],
  endpointSchema: modbusEndpointSchema,
  probes: [modbusIdentify, modbusHealth, modbusBaseline, modbusDiagnostics, modbusTls, modbusUnits],
} as const satisfies Protocol;
