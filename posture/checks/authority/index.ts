import type { Check } from "../define.ts";
import { submissionAge } from "./submission-age.ts";

export const authorityChecks: readonly Check[] = [submissionAge];
