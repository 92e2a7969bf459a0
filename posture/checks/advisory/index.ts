import type { Check } from "../define.ts";
import { advisoryAge } from "./age.ts";
import { knownVulnerability } from "./known-vulnerability.ts";

export const advisoryChecks: readonly Check[] = [knownVulnerability, advisoryAge];
