import { z } from "zod";
import { bilingualSchema } from "../../model/language.ts";
import { severitySchema } from "../../model/severity.ts";
import { verdictStatusSchema } from "../../model/verdict.ts";

/** Shapes of the HTTP interface. Times are ISO 8601 in UTC; numbers of scores are percent with full precision. */

export const timeSchema = z.iso.datetime();

/** `enterprise.asset`: ids are unique within an enterprise and hold no dot. */
export const assetIdSchema = z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/);

export const errorSchema = z.object({
  code: z.string(),
  message: z.string(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type ApiError = z.infer<typeof errorSchema>;

/** A list and the cursor of the page behind it. */
export function listOf<S extends z.ZodType>(item: S) {
  return z.object({ items: z.array(item), next: z.string().optional() });
}

export const severityCountsSchema = z.object({ critical: z.int(), high: z.int(), medium: z.int(), low: z.int() });
export type SeverityCounts = z.infer<typeof severityCountsSchema>;

export const evidenceSchema = z.object({ observationId: z.string(), probe: z.string(), pointer: z.string() });

export const verdictViewSchema = z.object({
  checkId: z.string(),
  title: bilingualSchema,
  enterpriseId: z.string(),
  siteId: z.string().nullable(),
  /** Qualified (`enterprise.asset`); null where the enterprise itself is judged. */
  assetId: z.string().nullable(),
  endpointId: z.string().nullable(),
  status: verdictStatusSchema,
  severity: severitySchema,
  because: bilingualSchema,
  notices: z.array(bilingualSchema),
  evidence: z.array(evidenceSchema),
  evidenceAt: timeSchema.nullable(),
  judgedAt: timeSchema,
});
export type VerdictView = z.infer<typeof verdictViewSchema>;
