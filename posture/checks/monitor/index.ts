import type { Check } from "../define.ts";

export const monitorChecks: readonly Check[] = [];
