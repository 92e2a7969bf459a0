import type { KeyObject } from "node:crypto";
import type { Instant } from "../../model/instant.ts";
import type { Bilingual } from "../../model/language.ts";
import type { SubmissionContent } from "../../model/submission/content.ts";
import type { Tier } from "../../model/submission/receipt.ts";
import type { Submission } from "../../model/submission/submission.ts";

/** What a bundle is judged by. */
export interface BundleTrust {
  /** Certificates of whoever may have signed it, or of their authority, PEM. */
  readonly signers: string;
  readonly now: Instant;
}

/** What the check of a bundle came to. */
export type BundleJudgement =
  | { readonly ok: true; readonly content: SubmissionContent }
  /** `content` where it could at least be read. */
  | { readonly ok: false; readonly content: SubmissionContent | null; readonly reasons: readonly Bilingual[] };

/** Reads and checks signed bundles of reports. */
export interface Bundles {
  /** What a bundle holds; throws a Problem `bundle-unreadable` or `bundle-damaged`. */
  look(bytes: Uint8Array): Promise<SubmissionContent>;
  /** Whether it is whole, its figures follow, and it is signed by somebody who is believed. */
  judge(bytes: Uint8Array, trust: BundleTrust): Promise<BundleJudgement>;
}

/** What a tier answered. */
export type AuthorityAnswer =
  | { readonly kind: "receipt"; readonly receipt: string }
  /** It does not take the submission up: the certificate is not registered, say. */
  | { readonly kind: "refusal"; readonly reason: Bilingual }
  /** Nobody answered, or only that it cannot be kept for now. */
  | { readonly kind: "unreachable"; readonly reason: Bilingual };

/** The tier above, as this installation is told to know it. */
export interface Authority {
  readonly url: string;
  /** The certificate that is believed: the tier's own, or its authority's. */
  readonly certificate: { readonly subject: string; readonly fingerprint: string; readonly validTo: Instant };
  /** The key whose receipts are believed. */
  readonly receiptKey: KeyObject;
  /** The certificate under which this installation connects; the tier registers it. */
  readonly client: { readonly pem: string; readonly fingerprint: string; readonly validTo: Instant };
  send(bundle: Uint8Array): Promise<AuthorityAnswer>;
}

/** Where a submission goes, as it is kept with the decision. */
export function placeOf({ url, certificate }: Authority): NonNullable<Submission["sentTo"]> {
  return { url, fingerprint: certificate.fingerprint };
}

/** Whether it was this authority to which a person decided to send. */
export function isDecidedFor(authority: Authority, { sentTo }: Pick<Submission, "sentTo">): boolean {
  return sentTo?.url === authority.url && sentTo.fingerprint === authority.certificate.fingerprint;
}

/** This installation as a tier that receives. */
export interface ReceivingTier {
  readonly tier: Exclude<Tier, "enterprise">;
  readonly name: Bilingual;
  /** Where enterprises submit. */
  readonly url: string;
  readonly certificatePem: string;
  readonly fingerprint: string;
  /** Signs receipts. */
  readonly receiptKey: KeyObject;
}
