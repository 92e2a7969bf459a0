import type { Check } from "../define.ts";
import { drill } from "./drill.ts";
import { ipSweep } from "./ip-sweep.ts";
import { overdueFindings } from "./overdue-findings.ts";
import { simulation } from "./simulation.ts";

export const processChecks: readonly Check[] = [overdueFindings, drill, simulation, ipSweep];
