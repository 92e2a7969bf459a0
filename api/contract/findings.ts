import { z } from "zod";
import { attestationStateSchema } from "../../model/attestation.ts";
import { findingStatusSchema } from "../../model/finding.ts";
import { bilingualSchema } from "../../model/language.ts";
import { severitySchema } from "../../model/severity.ts";
import { timeSchema, verdictViewSchema } from "./common.ts";

export const findingViewSchema = z.object({
  id: z.string(),
  checkId: z.string(),
  title: bilingualSchema,
  enterpriseId: z.string(),
  enterpriseName: bilingualSchema,
  siteId: z.string().nullable(),
  /** Qualified; null where the enterprise itself is the subject. */
  assetId: z.string().nullable(),
  assetName: bilingualSchema.nullable(),
  status: findingStatusSchema,
  severity: severitySchema,
  firstSeen: timeSchema,
  lastSeen: timeSchema,
  resolvedAt: timeSchema.nullable(),
  acknowledgedBy: z.string().nullable(),
  waiver: z.object({ reason: z.string(), by: z.string(), until: timeSchema }).nullable(),
  /** Who puts it right, how and by when; `firstDueAt` is the date that was set first. */
  rectification: z
    .object({
      assignee: z.string().nullable(),
      measure: z.string(),
      dueAt: timeSchema.nullable(),
      firstDueAt: timeSchema.nullable(),
    })
    .nullable(),
  /** Past its date and neither resolved nor waived. */
  overdue: z.boolean(),
  /** Endpoints at which it failed and was not seen to be good since. */
  endpoints: z.array(z.string()),
  version: z.int(),
});
export type FindingView = z.infer<typeof findingViewSchema>;

export const referenceSchema = z.object({ source: z.string(), clause: z.string() });

export const findingDetailSchema = findingViewSchema.extend({
  rationale: bilingualSchema,
  remediation: bilingualSchema,
  references: z.array(referenceSchema),
  /** The verdicts that it rests on now, worst first. */
  verdicts: z.array(verdictViewSchema),
  /** Objectives that it lowers. */
  objectives: z.array(z.object({ id: z.string(), text: bilingualSchema, as: z.enum(["primary", "secondary"]) })),
  /** Severity by which it caps the score: one step lower than its own while a compensating measure is in date. */
  capsAs: severitySchema,
  /** Statements that something makes up for it, those in date first. */
  measures: z.array(
    z.object({ attestationId: z.string(), state: attestationStateSchema, until: timeSchema.nullable(), inDate: z.boolean() }),
  ),
  /** Of findings about address records: by when the record must be right, counted from the discovery. */
  addressClock: z
    .object({
      dueAt: timeSchema,
      workingDays: z.int(),
      overdue: z.boolean(),
      /** The address is to be cut off and reported at once; a user of addresses tells its provider. */
      cutOffDemanded: z.boolean(),
    })
    .nullable(),
  /** Percent points of the enterprise's score that its repair gains, alone and together. */
  gain: z.object({ alone: z.number(), together: z.number() }).nullable(),
});
export type FindingDetail = z.infer<typeof findingDetailSchema>;

export const findingPatchSchema = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("acknowledge"), version: z.int() }),
  z.strictObject({ action: z.literal("waive"), version: z.int(), reason: z.string().trim().min(5).max(2000), until: timeSchema }),
  z.strictObject({ action: z.literal("reopen"), version: z.int() }),
  z.strictObject({
    action: z.literal("assign"),
    version: z.int(),
    assignee: z.string().trim().min(1).max(200).nullable(),
    measure: z.string().trim().max(2000).default(""),
    dueAt: timeSchema.nullable(),
    /** Asked for where a date that was set is put off or dropped. */
    reason: z.string().trim().max(2000).default(""),
  }),
]);
export type FindingPatch = z.infer<typeof findingPatchSchema>;

export const checkViewSchema = z.object({
  id: z.string(),
  scope: z.enum(["endpoint", "asset", "enterprise"]),
  severity: severitySchema,
  title: bilingualSchema,
  rationale: bilingualSchema,
  remediation: bilingualSchema,
  references: z.array(referenceSchema),
  givesWayTo: z.array(z.string()),
  needs: z.array(z.string()),
});
export type CheckView = z.infer<typeof checkViewSchema>;
