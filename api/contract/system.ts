import { z } from "zod";
import { eventKinds } from "../../model/event.ts";
import { bilingualSchema } from "../../model/language.ts";
import { severitySchema } from "../../model/severity.ts";
import { collectorStatusSchema } from "../../model/wire/batches.ts";
import { timeSchema } from "./common.ts";
import { enrolmentViewSchema } from "./enrolments.ts";

export type { SessionView } from "./accounts.ts";

/** State of the centre itself, for the banner of every page. */
export const systemViewSchema = z.object({
  version: z.string(),
  demo: z.boolean(),
  now: timeSchema,
  /** When the newest observation came in. */
  newestData: timeSchema.nullable(),
  storage: z.object({
    records: z.object({
      ok: z.boolean(),
      code: z.string().nullable(),
      message: z.string().nullable(),
      since: timeSchema.nullable(),
    }),
    metrics: z.object({
      ok: z.boolean(),
      code: z.string().nullable(),
      message: z.string().nullable(),
      since: timeSchema.nullable(),
    }),
  }),
  /** Copies of records, metrics and documents. */
  backup: z.object({
    last: z.object({ at: timeSchema, name: z.string(), size: z.int(), damagedDocuments: z.int() }).nullable(),
    /** How often the centre makes one by itself; null where it does not. */
    everySeconds: z.number().nullable(),
    overdue: z.boolean(),
    /** Why the newest attempt failed. */
    failure: z.object({ at: timeSchema, message: z.string() }).nullable(),
  }),
  /** What the monitor cannot see, in words. */
  blindSpots: z.array(bilingualSchema),
});
export type SystemView = z.infer<typeof systemViewSchema>;

export const eventViewSchema = z.object({
  id: z.int(),
  at: timeSchema,
  kind: z.enum(eventKinds),
  enterpriseId: z.string().nullable(),
  /** Qualified. */
  assetId: z.string().nullable(),
  checkId: z.string().nullable(),
  severity: severitySchema.nullable(),
  text: bilingualSchema,
  refersTo: z.string().nullable(),
});
export type EventView = z.infer<typeof eventViewSchema>;

export const collectorViewSchema = z.object({
  id: z.string(),
  lastHeard: timeSchema.nullable(),
  /** Heard within three of its reporting intervals. */
  alive: z.boolean(),
  status: collectorStatusSchema.nullable(),
  /** How far its clock was ahead of the centre's in its last report, milliseconds, the way between them left out. */
  clockOffsetMs: z.number().nullable(),
  enrolment: enrolmentViewSchema,
});
export type CollectorView = z.infer<typeof collectorViewSchema>;

export const pollingChangeSchema = z.strictObject({ stopped: z.boolean() });

export const auditViewSchema = z.object({
  id: z.int(),
  at: timeSchema,
  actor: z.string(),
  action: z.string(),
  target: z.string(),
  detail: z.record(z.string(), z.unknown()),
  hash: z.string(),
});
export type AuditView = z.infer<typeof auditViewSchema>;

export const metricQuerySchema = z.object({
  measurement: z.string(),
  field: z.string(),
  enterprise: z.string(),
  /** Local asset id. */
  asset: z.string().optional(),
  endpoint: z.string().optional(),
  signal: z.string().optional(),
  node: z.string().optional(),
  catalog: z.string().optional(),
  from: timeSchema,
  to: timeSchema,
  /** Seconds. */
  step: z.coerce
    .number()
    .int()
    .positive()
    .max(31 * 86_400),
  aggregate: z.enum(["mean", "min", "max", "last", "sum", "count"]).default("mean"),
});
export const seriesViewSchema = z.object({
  tags: z.record(z.string(), z.string()),
  points: z.array(z.tuple([timeSchema, z.number()])),
});
export type SeriesView = z.infer<typeof seriesViewSchema>;

/** Whether the audit trail holds, and the first entry that does not follow from the one before. */
export const auditVerificationSchema = z.object({ holds: z.boolean(), firstBroken: z.int().nullable() });

/** Sent on the live stream while nothing happens, so that a page can say how old its data is. */
export const streamHeartbeatSchema = z.object({ now: timeSchema, newestData: timeSchema.nullable() });
export type StreamHeartbeat = z.infer<typeof streamHeartbeatSchema>;
