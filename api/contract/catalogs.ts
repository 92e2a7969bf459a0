import { z } from "zod";
import { bilingualSchema } from "../../model/language.ts";
import { methodSchema } from "../../model/score.ts";

export const catalogSummarySchema = z.object({
  id: z.string(),
  title: bilingualSchema,
  documentNo: z.string(),
  issued: z.string(),
  source: z.string(),
  confirmed: z.boolean(),
  profileVersion: z.string(),
});
export type CatalogSummary = z.infer<typeof catalogSummarySchema>;

const objectiveViewSchema = z.object({
  id: z.string(),
  text: bilingualSchema,
  method: methodSchema,
  basis: z.array(z.string()),
  weight: z.number(),
  document: bilingualSchema.nullable(),
  judgedBy: z.array(z.object({ check: z.string(), as: z.enum(["primary", "secondary"]) })),
  confirmed: z.boolean(),
});

const controlViewSchema = z.object({
  id: z.string(),
  officialNo: z.int().nullable(),
  title: bilingualSchema,
  summary: bilingualSchema,
  weight: z.number(),
  owedBy: z.array(z.string()),
  confirmed: z.boolean(),
  source: z.string(),
  objectives: z.array(objectiveViewSchema),
});

/** A catalogue with the weights of its profile. */
export const catalogDetailSchema = catalogSummarySchema.extend({
  tasks: z.array(
    z.object({
      id: z.string(),
      title: bilingualSchema,
      weight: z.number(),
      confirmed: z.boolean(),
      controls: z.array(controlViewSchema),
    }),
  ),
});
export type CatalogDetail = z.infer<typeof catalogDetailSchema>;
