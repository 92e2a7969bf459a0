import { z } from "zod";
import { bilingualSchema } from "../../model/language.ts";
import { methodSchema } from "../../model/score.ts";
import { timeSchema } from "./common.ts";
import { backingSchema } from "./duties.ts";

/** From the figures of the newest score: `met` is wholly demonstrated, `not-met` known and wholly failing, `not-applicable` leaves the sum. */
export const matrixStatuses = ["met", "partly", "not-met", "unknown", "not-applicable"] as const;
const matrixStatusSchema = z.enum(matrixStatuses);
export type MatrixStatus = z.infer<typeof matrixStatusSchema>;

/** Percent with full precision; null where it does not count. */
const figures = {
  status: matrixStatusSchema,
  demonstrated: z.number().nullable(),
  potential: z.number().nullable(),
  coverage: z.number().nullable(),
};

/** What ends the validity of a document: a span of time, or a change, or the date that it bears itself. */
const validityViewSchema = z.object({
  kind: z.enum(["span", "no-period", "live", "until-change", "certificate", "contract"]),
  span: z.object({ unit: z.enum(["hours", "days", "months"]), count: z.int() }).nullable(),
  /** What ends it earlier when it changes, such as the person. */
  orChangeOf: bilingualSchema.nullable(),
});
export type ValidityView = z.infer<typeof validityViewSchema>;

const matrixObjectiveSchema = z.object({
  id: z.string(),
  text: bilingualSchema,
  method: methodSchema,
  /** For the grade of the enterprise. */
  validity: validityViewSchema,
  ...figures,
  /** Only encouraged by the state: it stands beside the number. */
  encouraged: z.boolean(),
  /** A condition that only people can tell ("where used"). */
  condition: bilingualSchema.nullable(),
  /** Pairs by verdict, of objectives that checks judge. */
  pairs: z.object({ pass: z.int(), fail: z.int(), unknown: z.int() }).nullable(),
  /** How people's claims stand: none, waiting for a review, returned, backed, expired, or said not to be met. */
  backing: backingSchema,
  attestationId: z.string().nullable(),
  waitingId: z.string().nullable(),
  expiresAt: timeSchema.nullable(),
  assignee: z.string().nullable(),
  dueAt: timeSchema.nullable(),
  assignmentVersion: z.int(),
});
export type MatrixObjective = z.infer<typeof matrixObjectiveSchema>;

const matrixControlSchema = z.object({
  id: z.string(),
  officialNo: z.int().nullable(),
  title: bilingualSchema,
  ...figures,
  /** The cap that holds, percent; null where none lowers the control. */
  capAt: z.number().nullable(),
  objectives: z.array(matrixObjectiveSchema),
});
export type MatrixControl = z.infer<typeof matrixControlSchema>;

export const matrixSchema = z.object({
  enterpriseId: z.string(),
  catalogId: z.string(),
  profileVersion: z.string(),
  /** Time of the score that the figures come from; null before the first one. */
  at: timeSchema.nullable(),
  /** How many controls have each status. */
  counts: z.record(matrixStatusSchema, z.int()),
  tasks: z.array(z.object({ id: z.string(), title: bilingualSchema, controls: z.array(matrixControlSchema) })),
});
export type Matrix = z.infer<typeof matrixSchema>;
