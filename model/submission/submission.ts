import type { Instant } from "../instant.ts";
import type { Bilingual } from "../language.ts";
import type { SubmissionContent } from "./content.ts";

/**
 * `prepared`: a person is to decide. `sending`: it is on its way. `waiting`: the authority could not be reached, or could not keep it;
 * it is tried again. `accepted` and `refused`: by a receipt that holds. `unproven`: what was answered is no receipt of this authority
 * for this submission.
 */
export const submissionStates = ["prepared", "sending", "waiting", "accepted", "refused", "unproven"] as const;
export type SubmissionState = (typeof submissionStates)[number];

/** A bundle on its way from this tier to the one above. */
export interface Submission {
  readonly id: string;
  /** Null: it was received here and is passed on. */
  readonly enterpriseId: string | null;
  /** SHA-256 of the bundle's bytes, under which the document store has them. */
  readonly digest: string;
  readonly size: number;
  readonly fileName: string;
  readonly content: SubmissionContent;
  readonly state: SubmissionState;
  readonly preparedBy: string;
  readonly preparedAt: Instant;
  /** Who decided that it leaves; null before. */
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  /** To whom, at the time of the decision. */
  readonly sentTo: { readonly url: string; readonly fingerprint: string } | null;
  readonly attempts: number;
  readonly nextAttemptAt: Instant | null;
  /** Why it waits, was refused, or is unproven. */
  readonly reasons: readonly Bilingual[];
  /** The receipt as it came, a JSON Web Signature; only one that holds is kept. */
  readonly receipt: string | null;
  /** When the authority received it, by the receipt. */
  readonly receivedAt: Instant | null;
  /** Grows with every change; a stale change is refused by it. */
  readonly version: number;
}

/** What is known of the submissions of an enterprise when it is judged. */
export interface SubmissionStanding {
  /** Whether this installation knows to whom it submits. */
  readonly authorityKnown: boolean;
  /** How often one is owed at the grade of the enterprise; null where no period is set. */
  readonly months: number | null;
  /** The newest that was accepted with a receipt that holds. */
  readonly lastAccepted?: { readonly receivedAt: Instant; readonly submissionId: string };
}

/** Where nobody keeps any. */
export const noSubmissions: SubmissionStanding = { authorityKnown: false, months: 12 };
