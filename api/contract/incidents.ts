import { z } from "zod";
import { incidentGrades } from "../../model/incident.ts";
import { bilingualSchema, languages } from "../../model/language.ts";
import { timeSchema } from "./common.ts";

const text = z.string().trim().max(8000);
const texts = {
  title: text.max(300),
  summary: text,
  impact: text,
  cause: text,
  measures: text,
  next: text,
  contact: text.max(500),
};
const toldSchema = z.object({ clockId: z.string().max(200), at: timeSchema });

/** Whom to tell by when. `dueAt` is null while what it runs from has not happened; `at once` is due at the discovery. */
const incidentClockSchema = z.object({
  id: z.string(),
  title: bilingualSchema,
  to: bilingualSchema,
  withinHours: z.int().nullable(),
  source: z.string(),
  confirmed: z.boolean(),
  dueAt: timeSchema.nullable(),
  toldAt: timeSchema.nullable(),
  overdue: z.boolean(),
});

export const incidentViewSchema = z.object({
  ...texts,
  id: z.string(),
  enterpriseId: z.string(),
  enterpriseName: bilingualSchema,
  simulated: z.boolean(),
  discoveredAt: timeSchema,
  handledAt: timeSchema.nullable(),
  grade: z.enum(incidentGrades).nullable(),
  findingIds: z.array(z.string()),
  told: z.array(toldSchema),
  clocks: z.array(incidentClockSchema),
  createdBy: z.string(),
  by: z.string(),
  at: timeSchema,
  version: z.int(),
});
export type IncidentView = z.infer<typeof incidentViewSchema>;

/** A draft is written from these findings and from what happened around the discovery. */
export const incidentCreateSchema = z.strictObject({
  findingIds: z.array(z.string().max(200)).max(50).default([]),
  discoveredAt: timeSchema.optional(),
  language: z.enum(languages).default("zh-CN"),
});

export const incidentEditSchema = z.strictObject({
  ...texts,
  /** The one that was read. */
  version: z.int().positive(),
  discoveredAt: timeSchema,
  handledAt: timeSchema.nullable(),
  grade: z.enum(incidentGrades).nullable(),
  told: z.array(toldSchema).max(50),
});
export type IncidentEdit = z.infer<typeof incidentEditSchema>;
