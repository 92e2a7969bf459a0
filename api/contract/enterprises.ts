import { z } from "zod";
import { enterpriseTypeSchema, gradeSchema } from "../../model/inventory/inventory.ts";
import { bilingualSchema } from "../../model/language.ts";
import { severityCountsSchema, timeSchema } from "./common.ts";
import { scoreSummarySchema } from "./scores.ts";

export const enterpriseSummarySchema = z.object({
  id: z.string(),
  name: bilingualSchema,
  types: z.array(enterpriseTypeSchema),
  grade: gradeSchema,
  industry: bilingualSchema.nullable(),
  simulated: z.boolean(),
  counts: z.object({
    assets: z.int(),
    endpoints: z.int(),
    /** Assets without an observation in date. */
    silentAssets: z.int(),
    openFindings: severityCountsSchema,
    waivedFindings: z.int(),
  }),
  /** Score by the main catalogue (`miit` where it is on); null before the first one. */
  score: scoreSummarySchema.nullable(),
  /** The same as it was a day ago, or at the first score where that is younger. */
  scoreBefore: scoreSummarySchema.nullable(),
});
export type EnterpriseSummary = z.infer<typeof enterpriseSummarySchema>;

export const siteViewSchema = z.object({
  id: z.string(),
  name: bilingualSchema,
  zones: z.array(z.object({ id: z.string(), name: bilingualSchema })),
  conduits: z.array(
    z.object({ id: z.string(), from: z.string(), to: z.string(), protocols: z.array(z.string()), secured: z.boolean() }),
  ),
  collectors: z.array(z.object({ id: z.string(), zone: z.string().nullable() })),
  polling: z.object({ stopped: z.boolean(), by: z.string().nullable(), at: timeSchema.nullable() }),
});

export const enterpriseDetailSchema = enterpriseSummarySchema.extend({
  sites: z.array(siteViewSchema),
  inventory: z.object({ source: z.string(), revision: z.int(), importedAt: timeSchema }),
});
export type EnterpriseDetail = z.infer<typeof enterpriseDetailSchema>;
