import { z } from "zod";
import type { Instant } from "./instant.ts";

export const claims = ["satisfied", "partial", "not-satisfied", "not-applicable"] as const;
export type Claim = (typeof claims)[number];

/** What a person states: that an objective is met, that something makes up for a finding, that an asset or endpoint is gone for good. */
export const attestationSubjectSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("objective"),
    objectiveId: z.string().min(1).max(100),
    /** `no-such-asset` is the statement that takes a TEST objective with an empty scope out of the sum (scoring rule 3). */
    claim: z.enum([...claims, "no-such-asset"]),
  }),
  /** A compensating measure: it lowers the severity of this finding by one step for the caps (scoring rule 11). */
  z.strictObject({
    kind: z.literal("measure"),
    /** null: the enterprise itself is the subject. */
    assetId: z.string().min(1).max(100).nullable(),
    checkId: z.string().min(1).max(100),
  }),
  /** Retirement of an asset, or of one of its endpoints, that the inventory names no more (scoring rule 2). */
  z.strictObject({
    kind: z.literal("retirement"),
    assetId: z.string().min(1).max(100),
    endpointId: z.string().min(1).max(100).nullable(),
  }),
]);
export type AttestationSubject = z.infer<typeof attestationSubjectSchema>;

export const attestationStates = ["submitted", "accepted", "returned", "withdrawn"] as const;
export const attestationStateSchema = z.enum(attestationStates);
/** `submitted` waits for its review; `returned` was refused by the reviewer and may be mended; `withdrawn` was taken back. */
export type AttestationState = z.infer<typeof attestationStateSchema>;

/** A document as an attestation names it; the bytes are found by their SHA-256 alone. */
export interface AttachedDocument {
  readonly name: string;
  readonly sha256: string;
}

/** A person's statement with its documents and its review by another person. */
export interface Attestation {
  readonly id: string;
  readonly enterpriseId: string;
  readonly about: AttestationSubject;
  readonly state: AttestationState;
  readonly documents: readonly AttachedDocument[];
  readonly remark: string;
  /** Date on the document: validity counts from here. */
  readonly issuedAt: Instant;
  /** End that the document itself names; null: the catalogue's own period decides. */
  readonly validUntil: Instant | null;
  /** Who stated it first. */
  readonly by: string;
  readonly madeAt: Instant;
  /** Everybody who wrote on it; none of them may review it. */
  readonly authors: readonly string[];
  readonly review: AttestationReview | null;
  /** Grows with every change; a stale edit is refused by it. */
  readonly version: number;
}

export interface AttestationReview {
  readonly by: string;
  readonly at: Instant;
  readonly reason: string;
}

/** A claim about an objective as the score reads it. */
export interface ObjectiveClaim {
  readonly id: string;
  readonly enterpriseId: string;
  readonly objectiveId: string;
  readonly claim: Claim | "no-such-asset";
  readonly documents: readonly AttachedDocument[];
  readonly by: string;
  readonly reviewedBy: string | null;
  readonly madeAt: Instant;
  /** Date on the document where it differs from `madeAt`. */
  readonly issuedAt?: Instant;
  readonly validUntil: Instant | null;
}
