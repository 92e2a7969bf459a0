import { z } from "zod";
import { alertConditionSchema, alertRuleSchema, deliveryReasons, deliveryStates } from "../../model/alert.ts";
import { alertChannelSchema } from "../../model/alert-channel.ts";
import { bilingualSchema } from "../../model/language.ts";
import { severitySchema } from "../../model/severity.ts";
import { timeSchema } from "./common.ts";

export const alertViewSchema = z.object({
  id: z.string(),
  rule: z.object({ id: z.string(), name: z.string() }),
  enterpriseId: z.string().nullable(),
  /** Qualified. */
  assetId: z.string().nullable(),
  severity: severitySchema,
  text: bilingualSchema,
  /** Path of the page that shows it. */
  page: z.string(),
  firedAt: timeSchema,
  resolvedAt: timeSchema.nullable(),
  acknowledgedBy: z.string().nullable(),
  acknowledgedAt: timeSchema.nullable(),
});
export type AlertView = z.infer<typeof alertViewSchema>;

/** A rule as a person writes it; `version` is that of the rule that is edited, absent for a new one. */
export const alertRuleEditSchema = z.strictObject({
  ...alertRuleSchema.omit({ id: true, version: true }).shape,
  version: z.int().optional(),
});
export type AlertRuleEdit = z.infer<typeof alertRuleEditSchema>;
export const alertRuleViewSchema = z.object({ ...alertRuleSchema.shape, condition: alertConditionSchema });
export type AlertRuleView = z.infer<typeof alertRuleViewSchema>;

/** As a channel is written; an empty secret in an edit keeps the one that is there. */
export const alertChannelEditSchema = z.strictObject({
  ...alertChannelSchema.omit({ id: true, version: true }).shape,
  version: z.int().optional(),
});
export type AlertChannelEdit = z.infer<typeof alertChannelEditSchema>;
/** Secrets, and the keys in addresses, are left out. */
export const alertChannelViewSchema = z.object({ ...alertChannelSchema.shape, hasSecret: z.boolean() });
export type AlertChannelView = z.infer<typeof alertChannelViewSchema>;

export const alertDeliveryViewSchema = z.object({
  id: z.string(),
  alertId: z.string().nullable(),
  /** What it tells of; null for a test, or where the alert is no longer kept. */
  text: bilingualSchema.nullable(),
  channel: z.object({ id: z.string(), name: z.string() }),
  reason: z.enum(deliveryReasons),
  state: z.enum(deliveryStates),
  attempts: z.int(),
  at: timeSchema,
  nextAttemptAt: timeSchema,
  sentAt: timeSchema.nullable(),
  lastError: z.string().nullable(),
});
export type AlertDeliveryView = z.infer<typeof alertDeliveryViewSchema>;
