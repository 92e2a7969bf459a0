import { z } from "zod";
import { classificationFactsSchema } from "../../model/classification.ts";
import { enterpriseTypeSchema, gradeSchema } from "../../model/inventory/inventory.ts";
import { bilingualSchema } from "../../model/language.ts";
import { timeSchema } from "./common.ts";

const dates = {
  selfGradedAt: timeSchema.nullable(),
  registeredAt: timeSchema.nullable(),
  gradeCheckedAt: timeSchema.nullable(),
  majorChangeAt: timeSchema.nullable(),
};

/** What the enterprise states; type and grade themselves stand in the inventory. */
const factsSchema = classificationFactsSchema.omit({
  selfGradedAt: true,
  registeredAt: true,
  gradeCheckedAt: true,
  majorChangeAt: true,
});

/** `version` is the one that was read, 0 for the first statement. */
export const classificationEditSchema = factsSchema.extend({
  version: z.int().nonnegative(),
  ...dates,
  /** Why it changes, for the audit trail. */
  reason: z.string().trim().max(2000).default(""),
});
export type ClassificationEdit = z.infer<typeof classificationEditSchema>;

const termSource = { id: z.string(), title: bilingualSchema, source: z.string(), confirmed: z.boolean() };

/** A duty with its dates: `due` and `overdue` have a `dueAt`; `owed` is due without a date; `no-period` has none by the rules. */
const regulatoryDutyViewSchema = z.object({
  ...termSource,
  catalogId: z.string(),
  objectiveId: z.string().nullable(),
  state: z.enum(["done", "due", "overdue", "owed", "no-period"]),
  lastDone: timeSchema.nullable(),
  dueAt: timeSchema.nullable(),
});
export type RegulatoryDutyView = z.infer<typeof regulatoryDutyViewSchema>;

/** Whom to tell of an incident within how many hours from its discovery; null: at once. Nothing is ever sent by itself. */
const incidentClockViewSchema = z.object({
  ...termSource,
  catalogId: z.string(),
  to: bilingualSchema,
  withinHours: z.int().nullable(),
  from: z.enum(["discovery", "handled"]),
});
export type IncidentClockView = z.infer<typeof incidentClockViewSchema>;

export const classificationViewSchema = z.object({
  enterpriseId: z.string(),
  types: z.array(z.object({ type: enterpriseTypeSchema, authority: bilingualSchema, confirmed: z.boolean() })),
  grade: gradeSchema,
  facts: factsSchema.extend(dates),
  /** null where nobody has stated anything. */
  by: z.string().nullable(),
  at: timeSchema.nullable(),
  version: z.int(),
  duties: z.array(regulatoryDutyViewSchema),
  clocks: z.array(incidentClockViewSchema),
});
export type ClassificationView = z.infer<typeof classificationViewSchema>;

export const calendarKinds = [
  "duty",
  "claim",
  "renewal",
  "retirement",
  "rectification",
  "waiver",
  "measure",
  "incident",
] as const;

/** A date to come, or one that has passed and is still open. */
export const calendarEntrySchema = z.object({
  /** Stays the same for the same thing, so that a calendar that is read again does not double it. */
  id: z.string(),
  at: timeSchema,
  kind: z.enum(calendarKinds),
  title: bilingualSchema,
  overdue: z.boolean(),
  assignee: z.string().nullable(),
  catalogId: z.string().nullable(),
  objectiveId: z.string().nullable(),
  attestationId: z.string().nullable(),
  findingId: z.string().nullable(),
  assetId: z.string().nullable(),
  incidentId: z.string().nullable(),
});
export type CalendarEntry = z.infer<typeof calendarEntrySchema>;
export const calendarSchema = z.object({
  items: z.array(calendarEntrySchema),
  /** They run from the discovery of an incident and so stand on no day. */
  clocks: z.array(incidentClockViewSchema),
});
