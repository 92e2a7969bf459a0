import { z } from "zod";
import { bilingualSchema, languages } from "../../model/language.ts";
import { reportFormatIds, reportKinds } from "../../model/report.ts";
import { differenceSubjects, reportJobStates, reportSteps } from "../../model/report-version.ts";
import { timeSchema } from "./common.ts";

const series = {
  enterpriseId: z.string(),
  catalogId: z.string(),
  kind: z.enum(reportKinds),
  language: z.enum(languages),
};

const percent = z.number().nullable();

export const reportFileSchema = z.object({
  /** `data`: the report as data, from which all others follow. */
  format: z.enum([...reportFormatIds, "data"]),
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  sha256: z.string(),
});

/** A version of a report; it never changes. Percent with full precision; null where nothing counts. */
export const reportViewSchema = z.object({
  ...series,
  id: z.string(),
  enterpriseName: bilingualSchema,
  catalogTitle: bilingualSchema,
  version: z.int(),
  /** Whether no later version of the series is there. */
  isNewest: z.boolean(),
  /** The time to which it speaks. */
  asOf: timeSchema,
  madeAt: timeSchema,
  madeBy: z.string(),
  simulated: z.boolean(),
  /** SHA-256 of the report as data. */
  digest: z.string(),
  score: z.object({
    demonstrated: percent,
    potential: percent,
    coverage: percent,
    cap: z.object({ at: z.number(), because: bilingualSchema }).nullable(),
  }),
  files: z.array(reportFileSchema),
  /** How many lines differ from the version before; null in the first. */
  differs: z.int().nullable(),
});
export type ReportView = z.infer<typeof reportViewSchema>;

/** The same contents again make no version. */
export const reportCreateSchema = z.strictObject({
  kind: z.enum(reportKinds),
  language: z.enum(languages).default("zh-CN"),
  catalogId: z.string().max(100).default("miit"),
});
export type ReportCreate = z.input<typeof reportCreateSchema>;

export const reportJobViewSchema = z.object({
  ...series,
  id: z.string(),
  by: z.string(),
  askedAt: timeSchema,
  endedAt: timeSchema.nullable(),
  state: z.enum(reportJobStates),
  step: z.enum(reportSteps).nullable(),
  reportId: z.string().nullable(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type ReportJobView = z.infer<typeof reportJobViewSchema>;

/** One thing in which a version differs from the one before it. */
export const reportDifferenceSchema = z.object({
  subject: z.enum(differenceSubjects),
  change: z.enum(["added", "removed", "changed"]),
  id: z.string(),
  title: bilingualSchema,
  before: bilingualSchema.nullable(),
  after: bilingualSchema.nullable(),
});
export type ReportDifferenceView = z.infer<typeof reportDifferenceSchema>;
