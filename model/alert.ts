import { z } from "zod";
import { instantSchema } from "./instant.ts";
import { bilingualSchema } from "./language.ts";
import { severitySchema } from "./severity.ts";

/** What a rule looks at. */
export const alertConditionSchema = z.discriminatedUnion("kind", [
  /** An open finding of at least this severity that nobody has acknowledged or waived; of the named checks alone, where some are named. */
  z.strictObject({ kind: z.literal("finding"), severity: severitySchema, checks: z.array(z.string()).max(100).default([]) }),
  /** The demonstrated score fell by so many points within so many hours. */
  z.strictObject({
    kind: z.literal("score-drop"),
    catalogId: z.string().default("miit"),
    points: z.number().min(0.1).max(100),
    withinHours: z.int().min(1).max(720).default(24),
  }),
  /** Nothing that an asset of at least this criticality answered is in date, though its collector reports. */
  z.strictObject({ kind: z.literal("asset-silent"), criticality: z.int().min(1).max(5).default(1) }),
  /** A collector does not report: what it watches cannot be seen. */
  z.strictObject({ kind: z.literal("collector-silent") }),
  /** A store of the centre fails. */
  z.strictObject({ kind: z.literal("storage") }),
]);
export type AlertCondition = z.infer<typeof alertConditionSchema>;

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "expected a time such as 22:30");

/** A span of the day in which nobody is to be disturbed; where it ends before it starts it runs over midnight. */
export const quietTimeSchema = z.strictObject({
  /** Days on which it starts, 1 (Monday) to 7. */
  days: z.array(z.int().min(1).max(7)).min(1).max(7),
  from: clockTime,
  to: clockTime,
});
export type QuietTime = z.infer<typeof quietTimeSchema>;

export const alertRuleSchema = z.strictObject({
  id: z.string(),
  name: z.string().trim().min(1).max(100),
  enabled: z.boolean(),
  /** Null: every enterprise. */
  enterpriseId: z.string().nullable(),
  severity: severitySchema,
  condition: alertConditionSchema,
  /** It fires when the condition held at `times` of the last `of` looks. */
  need: z.strictObject({ times: z.int().min(1).max(100), of: z.int().min(1).max(100) }).refine(({ times, of }) => times <= of, {
    error: "expected at most as many times as looks",
  }),
  /** Looks in a row without the condition after which it is over. */
  clearAfter: z.int().min(1).max(100),
  quiet: z.array(quietTimeSchema).max(20),
  timeZone: z.string().min(1).max(60).refine(isTimeZone, "expected a time zone such as Asia/Shanghai"),
  /** Repeats while nobody has acknowledged; null: never. */
  remindEveryMinutes: z.int().min(5).max(10_080).nullable(),
  /** Whether its end is told as well. */
  tellEnd: z.boolean(),
  channelIds: z.array(z.string()).max(20),
  /** Grows with every change; a stale edit is refused by it. */
  version: z.int(),
});
export type AlertRule = z.infer<typeof alertRuleSchema>;

export const alertSchema = z.strictObject({
  id: z.string(),
  ruleId: z.string(),
  /** What it is about, to tell it from others of the same rule. */
  subject: z.string(),
  enterpriseId: z.string().nullable(),
  assetId: z.string().nullable(),
  severity: severitySchema,
  text: bilingualSchema,
  /** Path of the page that shows it. */
  page: z.string(),
  firedAt: instantSchema,
  resolvedAt: instantSchema.nullable(),
  acknowledgedBy: z.string().nullable(),
  acknowledgedAt: instantSchema.nullable(),
  remindedAt: instantSchema,
});
export type Alert = z.infer<typeof alertSchema>;

export const deliveryReasons = ["fired", "reminder", "resolved", "test"] as const;
/** `held`: it waits for the end of a quiet time; `dropped`: it was over before that. */
export const deliveryStates = ["pending", "held", "sent", "given-up", "dropped"] as const;

/** One message on its way to one channel. */
export const alertDeliverySchema = z.strictObject({
  id: z.string(),
  /** Null: a test of the channel. */
  alertId: z.string().nullable(),
  channelId: z.string(),
  reason: z.enum(deliveryReasons),
  state: z.enum(deliveryStates),
  attempts: z.int(),
  at: instantSchema,
  nextAttemptAt: instantSchema,
  sentAt: instantSchema.nullable(),
  lastError: z.string().nullable(),
});
export type AlertDelivery = z.infer<typeof alertDeliverySchema>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
