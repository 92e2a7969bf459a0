import type { DriverServices } from "../../define.ts";
import type { Conversation } from "../conversation.ts";
import { readBaseline } from "./baseline.ts";
import { readDiagnostics } from "./diagnostics.ts";
import { probeHealth } from "./health.ts";
import { identify } from "./identify.ts";
import { readSignals } from "./signals.ts";
import { probeTls } from "./tls.ts";
import { searchUnits } from "./units.ts";

/** One job: what it learnt as facts, or nothing where it only reads values. */
export type RunJob = (
  conversation: Conversation,
  services: DriverServices,
) => Promise<Readonly<Record<string, unknown>> | undefined>;

const jobs: Readonly<Record<string, RunJob>> = {
  "modbus.identify": identify,
  "modbus.health": probeHealth,
  "modbus.baseline": readBaseline,
  "modbus.diagnostics": readDiagnostics,
  "modbus.signals": readSignals,
  "modbus.tls": probeTls,
  "modbus.units": searchUnits,
};

export function findJob(id: string): RunJob | undefined {
  return Object.hasOwn(jobs, id) ? jobs[id] : undefined;
}
