import type { Check } from "../define.ts";

export const netChecks: readonly Check[] = [];
