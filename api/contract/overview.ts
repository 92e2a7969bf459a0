import { z } from "zod";
import { enterpriseTypeSchema, gradeSchema } from "../../model/inventory/inventory.ts";
import { bilingualSchema } from "../../model/language.ts";
import { severityCountsSchema, timeSchema } from "./common.ts";

/** What several enterprises come to, by their newest scores. Means weigh every enterprise the same, in percent with full precision. */
export const overviewFiguresSchema = z.object({
  enterprises: z.int(),
  /** Those that have a score; the means are theirs. */
  scored: z.int(),
  demonstrated: z.number().nullable(),
  potential: z.number().nullable(),
  coverage: z.number().nullable(),
  /** The lowest demonstrated score. */
  lowest: z.number().nullable(),
  /** How many are held down as a whole by a grave finding (重大风险一票否决). */
  capped: z.int(),
  openFindings: severityCountsSchema,
  /** When the oldest of these scores was last changed. */
  oldestChange: timeSchema.nullable(),
});
export type OverviewFigures = z.infer<typeof overviewFiguresSchema>;

export const catalogOverviewSchema = z.object({
  catalogId: z.string(),
  title: bilingualSchema,
  whole: overviewFiguresSchema,
  /** null: those whose inventory names no industry. */
  byIndustry: z.array(overviewFiguresSchema.extend({ industry: bilingualSchema.nullable() })),
  /** An enterprise of several types counts in each. */
  byType: z.array(overviewFiguresSchema.extend({ type: enterpriseTypeSchema })),
  byGrade: z.array(overviewFiguresSchema.extend({ grade: gradeSchema })),
});
export type CatalogOverview = z.infer<typeof catalogOverviewSchema>;

export const overviewSchema = z.object({
  /** Whether these are simulated enterprises: they are never summed up with real ones. */
  simulated: z.boolean(),
  catalogs: z.array(catalogOverviewSchema),
});
export type Overview = z.infer<typeof overviewSchema>;
