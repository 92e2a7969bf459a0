import type { Check } from "../define.ts";
import { covered } from "./covered.ts";
import { fresh } from "./fresh.ts";

export const monitorChecks: readonly Check[] = [covered, fresh];
