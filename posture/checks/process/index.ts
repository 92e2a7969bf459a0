import type { Check } from "../define.ts";
import { overdueFindings } from "./overdue-findings.ts";

export const processChecks: readonly Check[] = [overdueFindings];
