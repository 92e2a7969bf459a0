import { z } from "zod";
import { assetRoleSchema } from "../../model/inventory/inventory.ts";
import { bilingualSchema } from "../../model/language.ts";
import { outcomeSchema, reasonSchema } from "../../model/observation.ts";
import { assetIdSchema, severityCountsSchema, timeSchema, verdictViewSchema } from "./common.ts";
import { findingViewSchema } from "./findings.ts";

export const assetSummarySchema = z.object({
  id: assetIdSchema,
  enterpriseId: z.string(),
  name: bilingualSchema,
  site: z.string(),
  zone: z.string().nullable(),
  role: assetRoleSchema,
  protocols: z.array(z.string()),
  criticality: z.int().nullable(),
  owner: z.string().nullable(),
  /** The person who answers for its security. */
  responsible: z.string().nullable(),
  vendor: z.string().nullable(),
  product: z.string().nullable(),
  version: z.string().nullable(),
  simulated: z.boolean(),
  /** When anything was last heard from it. */
  lastSeen: timeSchema.nullable(),
  /** Outcome of the newest observation. */
  state: outcomeSchema.nullable(),
  openFindings: severityCountsSchema,
});
export type AssetSummary = z.infer<typeof assetSummarySchema>;

export const observationViewSchema = z.object({
  id: z.string(),
  assetId: assetIdSchema,
  endpointId: z.string(),
  probe: z.string(),
  /** When these facts were first seen, last seen, and by how many probes. */
  firstSeen: timeSchema,
  lastSeen: timeSchema,
  timesSeen: z.int(),
  validForSeconds: z.number(),
  outcome: outcomeSchema,
  reason: reasonSchema.nullable(),
  facts: z.record(z.string(), z.unknown()).nullable(),
  digest: z.string(),
});
export type ObservationView = z.infer<typeof observationViewSchema>;

export const endpointViewSchema = z.object({
  id: z.string(),
  protocol: z.string(),
  url: z.string(),
  address: z.string().nullable(),
  trustedAt: z.string().nullable(),
  /** The newest answered observation of every probe, and the newest of any outcome where that is another. */
  observations: z.array(observationViewSchema),
});
export type EndpointView = z.infer<typeof endpointViewSchema>;

export const signalValueSchema = z.object({
  signal: z.string(),
  unit: z.string().nullable(),
  value: z.number().nullable(),
  /** Of a signal that is no number. */
  text: z.string().nullable(),
  good: z.boolean(),
  at: timeSchema.nullable(),
});

export const assetDetailSchema = assetSummarySchema.extend({
  endpoints: z.array(endpointViewSchema),
  verdicts: z.array(verdictViewSchema),
  findings: z.array(findingViewSchema),
  signals: z.array(signalValueSchema),
});
export type AssetDetail = z.infer<typeof assetDetailSchema>;

/** What a probe found that a person can accept as how it should be, beside what was accepted before. */
export const baselineViewSchema = z.object({
  endpointId: z.string(),
  probe: z.string(),
  /** Checks that compare by it. */
  checks: z.array(z.string()),
  found: z.object({ observationId: z.string(), firstSeen: timeSchema, lastSeen: timeSchema }),
  /** null: nobody has accepted anything yet. */
  accepted: z.object({ observationId: z.string(), by: z.string(), reason: z.string(), at: timeSchema }).nullable(),
  fields: z.array(
    z.object({
      name: z.string(),
      /** null: the accepted facts have no such value, or nothing was accepted. */
      accepted: z.string().nullable(),
      /** null: it was not found this time. */
      found: z.string().nullable(),
      differs: z.boolean(),
      /** Window in which the value of now came: last seen otherwise (null: longer ago than is kept), first seen as it is. */
      changed: z.object({ after: timeSchema.nullable(), before: timeSchema }).nullable(),
    }),
  ),
});
export type BaselineView = z.infer<typeof baselineViewSchema>;

/** A person's word that what this observation found is how it should be. */
export const baselineAcceptanceSchema = z.strictObject({
  observationId: z.string().min(1).max(100),
  reason: z.string().trim().min(5).max(2000),
});
