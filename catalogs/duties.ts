import { z } from "zod";
import { classificationDates } from "../model/classification.ts";
import { enterpriseTypeSchema, gradeSchema } from "../model/inventory/inventory.ts";
import { bilingualSchema } from "../model/language.ts";

/** `duties.yaml`: what follows from type and grade of an enterprise, with the dates by which it is due, and the clocks of incidents. */

/** Something that only some enterprises have. */
const conditionSchema = z.enum(["critical-infrastructure", "no-critical-infrastructure", "important-data", "protected-systems"]);
export type DutyCondition = z.infer<typeof conditionSchema>;

const scope = {
  types: z.array(enterpriseTypeSchema).min(1).default(["N", "P", "R"]),
  grades: z.array(gradeSchema).min(1).default([1, 2, 3]),
  condition: conditionSchema.optional(),
  /** The document that it follows from. */
  source: z.string().min(1),
  /** Whether it was compared with a public text; elsewhere a person should ask the authority. */
  confirmed: z.boolean(),
};

/** Months between two times; null sets no period. */
const months = z.int().positive().nullable();

/**
 * When it is due: `once` until the date is recorded; `every` so many months after the last backed claim of an objective, by grade, by the
 * level of protected systems, or as the profile's assessments; `after` a recorded date, done once the other date follows it.
 */
const termSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("once"), date: z.enum(classificationDates) }),
  z.strictObject({
    kind: z.literal("every"),
    objective: z.string(),
    months: z.union([
      z.strictObject({ grade1: months, grade2: months, grade3: months }),
      z.strictObject({ level2: months, level3: months, level4: months }),
      z.literal("assess"),
    ]),
  }),
  z.strictObject({
    kind: z.literal("after"),
    date: z.enum(classificationDates),
    months: z.int().positive(),
    doneBy: z.enum(classificationDates),
  }),
]);
export type DutyTerm = z.infer<typeof termSchema>;

const regulatoryDutySchema = z.strictObject({
  id: z.string().min(1),
  title: bilingualSchema,
  term: termSchema,
  ...scope,
});
export type RegulatoryDuty = z.output<typeof regulatoryDutySchema>;

/** Until when whom to tell of an incident; it runs from the discovery, so it has no date before. */
const incidentClockSchema = z.strictObject({
  id: z.string().min(1),
  /** What happened. */
  title: bilingualSchema,
  to: bilingualSchema,
  /** null: at once. */
  withinHours: z.int().positive().nullable(),
  /** It runs from the discovery of an incident, or from when it was handled. */
  from: z.enum(["discovery", "handled"]).default("discovery"),
  ...scope,
});
export type IncidentClock = z.output<typeof incidentClockSchema>;

export const catalogDutiesSchema = z.strictObject({
  duties: z.array(regulatoryDutySchema),
  clocks: z.array(incidentClockSchema).default([]),
});
export type CatalogDuties = z.output<typeof catalogDutiesSchema>;
