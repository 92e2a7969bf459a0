import { z } from "zod";
import type { Instant } from "./instant.ts";
import type { Message } from "./messages/define.ts";
import type { Severity } from "./severity.ts";

/** Statuses in the order in which an asset with several endpoints takes its worst one. */
export const verdictStatuses = ["fail", "unknown", "pass", "not-applicable"] as const;
export const verdictStatusSchema = z.enum(verdictStatuses);
export type VerdictStatus = z.infer<typeof verdictStatusSchema>;

/** A pointer (RFC 6901) into the facts of one observation: the bytes that decided. */
export interface Evidence {
  readonly observationId: string;
  readonly probe: string;
  readonly pointer: string;
}

/** What one check says of one endpoint, asset or enterprise at one time. */
export interface Verdict {
  readonly checkId: string;
  readonly enterpriseId: string;
  readonly siteId: string | null;
  /** null: the subject is the enterprise or one of its address ranges. */
  readonly assetId: string | null;
  readonly endpointId: string | null;
  readonly status: VerdictStatus;
  /** The finding's own severity where it differs from the check's nominal one. */
  readonly severity: Severity;
  readonly because: Message;
  readonly notices: readonly Message[];
  readonly evidence: readonly Evidence[];
  /** When the oldest observation that it rests on was last seen; null where it rests on records alone. */
  readonly evidenceAt: Instant | null;
  readonly judgedAt: Instant;
}

/** Identity of a verdict: one per check and subject. */
export function verdictKey(verdict: Pick<Verdict, "checkId" | "enterpriseId" | "assetId" | "endpointId">): string {
  return JSON.stringify([verdict.enterpriseId, verdict.assetId, verdict.endpointId, verdict.checkId]);
}
