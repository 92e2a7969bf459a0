import type { Instant } from "./instant.ts";

export const claims = ["satisfied", "partial", "not-satisfied", "not-applicable"] as const;
export type Claim = (typeof claims)[number];

/** A person's claim about an objective, with its documents and its review. */
export interface Attestation {
  readonly id: string;
  readonly enterpriseId: string;
  readonly objectiveId: string;
  /** `no-such-asset` is the statement that takes a TEST objective with an empty scope out of the sum. */
  readonly claim: Claim | "no-such-asset";
  readonly documents: readonly { readonly name: string; readonly sha256: string }[];
  readonly by: string;
  readonly reviewedBy: string | null;
  readonly madeAt: Instant;
  readonly validUntil: Instant | null;
}
