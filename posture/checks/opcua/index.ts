import type { Check } from "../define.ts";

export const opcuaChecks: readonly Check[] = [];
