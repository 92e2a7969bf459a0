import { z } from "zod";
import { instantSchema } from "./instant.ts";

export const outcomes = ["answered", "refused", "unreachable", "malformed"] as const;
export const outcomeSchema = z.enum(outcomes);
/** `refused`: the peer said no in its protocol; `unreachable`: no answer in time; `malformed`: an answer that breaks its protocol. */
export type Outcome = z.infer<typeof outcomeSchema>;

/** Why a probe did not end in facts: a stable code for programs and a short detail for people. */
export const reasonSchema = z.strictObject({ code: z.string().max(100), detail: z.string().max(500).optional() });
export type Reason = z.infer<typeof reasonSchema>;

/** What one probe of one endpoint learnt, raw and uninterpreted. */
export const observationSchema = z.strictObject({
  id: z.uuid(),
  enterpriseId: z.string().min(1),
  assetId: z.string().min(1),
  endpointId: z.string().min(1),
  /** Probe id such as `opcua.discovery`. */
  probe: z.string().min(1),
  at: instantSchema,
  /** How long the facts may be relied on, seconds; the schedule of the next probe with slack. */
  validForSeconds: z.number().positive(),
  outcome: outcomeSchema,
  reason: reasonSchema.optional(),
  /** Present when answered; the shape is the probe's (see `model/protocols`). */
  facts: z.record(z.string(), z.unknown()).optional(),
});
export type Observation = z.infer<typeof observationSchema>;

/** An observation as the centre keeps it: one row for as long as the facts stay the same. */
export interface StoredObservation extends Observation {
  /** SHA-256 (hex) over the asset's salt and the canonical JSON (RFC 8785) of outcome and facts. */
  digest: string;
  /** When the same facts were last seen; `at` is when they were first seen. */
  lastSeen: number;
  /** How many probes saw these facts. */
  timesSeen: number;
}
