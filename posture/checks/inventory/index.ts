import type { Check } from "../define.ts";
import { owner } from "./owner.ts";

export const inventoryChecks: readonly Check[] = [owner];
