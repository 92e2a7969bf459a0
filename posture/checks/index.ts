import { advisoryChecks } from "./advisory/index.ts";
import { authorityChecks } from "./authority/index.ts";
import type { Check } from "./define.ts";
import { inventoryChecks } from "./inventory/index.ts";
import { modbusChecks } from "./modbus/index.ts";
import { monitorChecks } from "./monitor/index.ts";
import { netChecks } from "./net/index.ts";
import { opcuaChecks } from "./opcua/index.ts";
import { processChecks } from "./process/index.ts";

/** Every check of this release; a new one is its file and a line in its subject's index. */
export const checks: readonly Check[] = [
  ...opcuaChecks,
  ...modbusChecks,
  ...netChecks,
  ...inventoryChecks,
  ...monitorChecks,
  ...processChecks,
  ...advisoryChecks,
  ...authorityChecks,
];
