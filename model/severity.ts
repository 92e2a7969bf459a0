import { z } from "zod";

/** Severities, worst first. */
export const severities = ["critical", "high", "medium", "low"] as const;
export const severitySchema = z.enum(severities);
export type Severity = z.infer<typeof severitySchema>;

/** Orders severities worst first, for `Array.prototype.sort`. */
export function compareSeverity(a: Severity, b: Severity): number {
  return severities.indexOf(a) - severities.indexOf(b);
}

/** The severity under a compensating measure; the lowest stays. */
export function oneStepLower(severity: Severity): Severity {
  return severities[severities.indexOf(severity) + 1] ?? severity;
}
