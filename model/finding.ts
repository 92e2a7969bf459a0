import { z } from "zod";
import type { Instant } from "./instant.ts";
import type { Severity } from "./severity.ts";

export const findingStatuses = ["open", "acknowledged", "waived", "resolved"] as const;
export const findingStatusSchema = z.enum(findingStatuses);
export type FindingStatus = z.infer<typeof findingStatusSchema>;

/** A decision to live with a finding for a time. It is shown, and it still caps. */
export interface Waiver {
  readonly reason: string;
  readonly by: string;
  readonly until: Instant;
}

/** How a finding is put right: a line of the rectification ledger (整改台账). */
export interface Rectification {
  /** Who answers for it. */
  readonly assignee: string | null;
  /** What is to be done. */
  readonly measure: string;
  /** By when. */
  readonly dueAt: Instant | null;
  /** The first date that was ever set, so that a date that was moved shows. */
  readonly firstDueAt: Instant | null;
}

/** A failed pair (check, asset) with a life: opened by a fail, resolved only by a pass or not-applicable that was seen. */
export interface Finding {
  readonly id: string;
  readonly checkId: string;
  readonly enterpriseId: string;
  readonly siteId: string | null;
  readonly assetId: string | null;
  readonly status: FindingStatus;
  readonly severity: Severity;
  readonly firstSeen: Instant;
  readonly lastSeen: Instant;
  readonly resolvedAt: Instant | null;
  readonly acknowledgedBy: string | null;
  readonly waiver: Waiver | null;
  readonly rectification: Rectification | null;
  /** Endpoints at which it failed and no pass or not-applicable was seen since; empty once resolved and where no endpoint is judged. */
  readonly endpoints: readonly string[];
  /** Grows with every change; a stale edit is refused by it. */
  readonly version: number;
}

/** Whether it is past the date by which it was to be put right; a waived one has time until its waiver ends. */
export function isOverdue({ status, rectification }: Pick<Finding, "status" | "rectification">, now: Instant): boolean {
  const dueAt = rectification?.dueAt ?? null;
  return dueAt !== null && now > dueAt && (status === "open" || status === "acknowledged");
}
