import { z } from "zod";
import { enterpriseTypeSchema, gradeSchema } from "../../../../model/inventory/inventory.ts";
import { bilingualSchema } from "../../../../model/language.ts";
import { reportKinds } from "../../../../model/report.ts";
import { sheetSchema } from "../../../../model/score.ts";
import { verdictStatusSchema } from "../../../../model/verdict.ts";

const figure = z.number().nullable();
const figures = {
  demonstrated: figure,
  potential: figure,
  coverage: figure,
  cap: z.object({ at: z.number() }).nullable(),
};
const documentSchema = z.object({ name: z.string(), sha256: z.string() });

/** What of a report's data is checked; a newer release may add to it. */
export const reportFactsSchema = z.object({
  form: z.literal("plantwatch-report/1"),
  kind: z.enum(reportKinds),
  at: z.int(),
  inventory: z.object({
    enterprise: z.object({
      id: z.string(),
      name: bilingualSchema,
      types: z.array(enterpriseTypeSchema),
      grade: gradeSchema,
      industry: bilingualSchema.optional(),
      simulated: z.boolean(),
    }),
  }),
  catalog: z.object({ id: z.string(), documentNo: z.string(), profileVersion: z.string() }),
  score: z.object(figures),
  lines: z.array(z.object({ id: z.string(), ...figures })),
  sheet: sheetSchema,
  verdicts: z.array(
    z.object({
      checkId: z.string(),
      assetId: z.string().nullable(),
      status: verdictStatusSchema,
      observationIds: z.array(z.string()),
    }),
  ),
  claims: z.array(z.object({ documents: z.array(documentSchema) })),
  evidence: z.array(z.object({ observationId: z.string(), assetId: z.string(), digest: z.string() })),
});
export type ReportFacts = z.output<typeof reportFactsSchema>;

/** A property of OSCAL as Plantwatch writes it. */
const property = z.object({ name: z.string(), value: z.string() });

/** What of OSCAL assessment results is checked. */
export const assessmentResultsSchema = z.object({
  "assessment-results": z.object({
    uuid: z.string(),
    results: z
      .array(
        z.object({
          props: z.array(property),
          findings: z.array(z.object({ props: z.array(property), target: z.object({ "target-id": z.string() }) })).default([]),
        }),
      )
      .length(1),
  }),
});
export type AssessmentResults = z.output<typeof assessmentResultsSchema>;

export const planOfActionSchema = z.object({ "plan-of-action-and-milestones": z.object({ uuid: z.string() }) });
