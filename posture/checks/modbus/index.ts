import type { Check } from "../define.ts";

export const modbusChecks: readonly Check[] = [];
