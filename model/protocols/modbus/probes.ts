import { hour, minute } from "../../instant.ts";
import { daily, defineProbe } from "../define.ts";
import {
  baselineFactsSchema,
  diagnosticsFactsSchema,
  healthFactsSchema,
  identifyFactsSchema,
  tlsFactsSchema,
  unitsFactsSchema,
} from "./facts.ts";

/** FC 43/14, else FC 17. */
export const modbusIdentify = defineProbe({
  id: "modbus.identify",
  schema: identifyFactsSchema,
  interval: daily,
  onRequest: false,
});
/** One declared register: is the collector served, and how. */
export const modbusHealth = defineProbe({
  id: "modbus.health",
  schema: healthFactsSchema,
  interval: 5 * minute,
  onRequest: false,
});
/** The declared configuration registers. */
export const modbusBaseline = defineProbe({
  id: "modbus.baseline",
  schema: baselineFactsSchema,
  interval: hour,
  onRequest: false,
});
/** Counters of a serial-line device behind a declared gateway: FC 8 and 11. */
export const modbusDiagnostics = defineProbe({
  id: "modbus.diagnostics",
  schema: diagnosticsFactsSchema,
  interval: 5 * minute,
  onRequest: false,
});
/** TLS on the secure port: versions, certificate, and whether a stranger is answered. */
export const modbusTls = defineProbe({
  id: "modbus.tls",
  schema: tlsFactsSchema,
  interval: daily,
  onRequest: false,
});
/** Which unit ids answer behind a declared gateway, a few at a time; the facts come when all were asked. */
export const modbusUnits = defineProbe({
  id: "modbus.units",
  schema: unitsFactsSchema,
  interval: minute,
  onRequest: true,
});
