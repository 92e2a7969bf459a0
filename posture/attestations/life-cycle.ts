import type { AttachedDocument, Attestation, AttestationSubject } from "../../model/attestation.ts";
import type { Instant } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";

/** What may change in an attestation. What it is about never does: another claim is another attestation, so that no word is lost. */
export interface AttestationContent {
  readonly documents: readonly AttachedDocument[];
  readonly remark: string;
  readonly issuedAt: Instant;
  readonly validUntil: Instant | null;
}

export interface NewAttestation extends AttestationContent {
  readonly id: string;
  readonly enterpriseId: string;
  readonly about: AttestationSubject;
}

/** Codes of the Problems that a forbidden move throws. */
type RefusalCode =
  | "attestation-dates"
  | "attestation-settled"
  | "attestation-not-waiting"
  | "attestation-own-review"
  | "attestation-without-document";

/** States something; it waits for its review. Throws `attestation-dates`. */
export function submit(content: NewAttestation, by: string, now: Instant): Attestation {
  const attestation = { ...content, state: "submitted", by, madeAt: now, authors: [by], review: null, version: 1 } as const;
  demandDates(attestation, now);
  return attestation;
}

/** Mends what is not accepted yet; it waits for its review again. Throws `attestation-settled`, `attestation-dates`. */
export function edit(attestation: Attestation, content: AttestationContent, by: string, now: Instant): Attestation {
  if (attestation.state === "accepted" || attestation.state === "withdrawn") {
    throw refusal("attestation-settled", attestation, `The attestation is ${attestation.state}`, "Make a new one.");
  }
  const { documents, remark, issuedAt, validUntil } = content;
  const authors = [...new Set([...attestation.authors, by])];
  const edited: Attestation = { ...next(attestation), documents, remark, issuedAt, validUntil, authors, state: "submitted" };
  demandDates(edited, now);
  return { ...edited, review: null };
}

export interface ReviewDecision {
  readonly accept: boolean;
  readonly reason: string;
}

/**
 * A second person's word. Throws `attestation-own-review` for anybody who wrote on it, `attestation-not-waiting`, and
 * `attestation-without-document` where it would be accepted on nobody's paper.
 */
export function review(attestation: Attestation, decision: ReviewDecision, by: string, now: Instant): Attestation {
  if (attestation.authors.includes(by)) {
    throw refusal("attestation-own-review", attestation, "Nobody reviews their own statement", "Ask another reviewer.");
  }
  if (attestation.state !== "submitted") {
    throw refusal(
      "attestation-not-waiting",
      attestation,
      `The attestation is ${attestation.state}`,
      "Only one that waits is reviewed.",
    );
  }
  if (decision.accept && needsDocument(attestation.about) && attestation.documents.length === 0) {
    throw refusal("attestation-without-document", attestation, "There is no document to review", "Return it and ask for one.");
  }
  const state = decision.accept ? "accepted" : "returned";
  return { ...next(attestation), state, review: { by, at: now, reason: decision.reason } };
}

/** Takes a statement back. What was retired stays so until the inventory names it again. Throws `attestation-settled`. */
export function withdraw(attestation: Attestation): Attestation {
  const { about, state } = attestation;
  if (state === "withdrawn" || (state === "accepted" && about.kind === "retirement")) {
    throw refusal("attestation-settled", attestation, `The attestation is ${state}`, "It stays as it is.");
  }
  return end(attestation);
}

/** The end of a statement that the inventory has overtaken. */
export function end(attestation: Attestation): Attestation {
  return { ...next(attestation), state: "withdrawn" };
}

/** An honest "not satisfied" and the statement "no such asset" need no paper; everything that raises a number does. */
export function needsDocument(about: AttestationSubject): boolean {
  return about.kind !== "objective" || (about.claim !== "not-satisfied" && about.claim !== "no-such-asset");
}

function next(attestation: Attestation): Attestation {
  return { ...attestation, version: attestation.version + 1 };
}

function demandDates(attestation: Attestation, now: Instant): void {
  const { issuedAt, validUntil, about } = attestation;
  if (issuedAt > now) {
    throw refusal("attestation-dates", attestation, "The document is dated in the future", "Give the date that it bears.");
  }
  if (validUntil !== null && validUntil <= now) {
    throw refusal("attestation-dates", attestation, "The document has expired already", "Ask for one that is in date.");
  }
  if (about.kind === "measure" && validUntil === null) {
    throw refusal("attestation-dates", attestation, "A compensating measure needs an end", "Say until when it is in place.");
  }
}

function refusal(code: RefusalCode, { id }: Attestation, message: string, advice: string): Problem {
  return new Problem(code, message, { target: id, advice });
}
