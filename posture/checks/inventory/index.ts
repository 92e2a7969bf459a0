import type { Check } from "../define.ts";

export const inventoryChecks: readonly Check[] = [];
