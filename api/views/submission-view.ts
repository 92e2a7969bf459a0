import { createPublicKey } from "node:crypto";
import type { SubmissionContent } from "../../model/submission/content.ts";
import type { ReceivedSubmission, Registration } from "../../model/submission/registration.ts";
import type { Submission } from "../../model/submission/submission.ts";
import type {
  Destination,
  ReceivedView,
  ReceivingView,
  RegistrationView,
  SubmissionContentView,
  SubmissionView,
} from "../contract/submissions.ts";
import { readCertificates, subjectText } from "../reports/bundle/signing/certificate.ts";
import type { Services } from "../services.ts";
import { keyId } from "../submissions/receipts.ts";
import { isoTime, isoTimeOrNull } from "./time.ts";

export function submissionView({ receipt, content, ...rest }: Submission): SubmissionView {
  return {
    ...rest,
    content: contentView(content),
    reasons: [...rest.reasons],
    preparedAt: isoTime(rest.preparedAt),
    decidedAt: isoTimeOrNull(rest.decidedAt),
    nextAttemptAt: isoTimeOrNull(rest.nextAttemptAt),
    receivedAt: isoTimeOrNull(rest.receivedAt),
    hasReceipt: receipt !== null,
  };
}

function contentView({ open, at, signers, files, ...rest }: SubmissionContent): SubmissionContentView {
  const openFindings = open.reduce((sum, { count }) => sum + count, 0);
  return { ...rest, at: isoTime(at), openFindings, signers: [...signers], files: [...files] };
}

export function destinationView({ authority }: Pick<Services, "authority">): Destination {
  if (authority === undefined) return { authority: null, client: null };
  const { url, certificate, receiptKey, client } = authority;
  return {
    authority: { url, certificate: { ...certificate, validTo: isoTime(certificate.validTo) }, receiptKeyId: keyId(receiptKey) },
    client: { ...client, validTo: isoTime(client.validTo) },
  };
}

export function receivingView({ receiving, knocks }: Pick<Services, "receiving" | "knocks">): ReceivingView {
  if (receiving === undefined) return { receiving: null };
  const { tier, name, url, fingerprint, certificatePem, receiptKey } = receiving;
  const receiptKeyPem = createPublicKey(receiptKey).export({ type: "spki", format: "pem" }).toString();
  return {
    receiving: {
      tier,
      name,
      url,
      fingerprint,
      certificatePem,
      receiptKeyPem,
      receiptKeyId: keyId(receiptKey),
      knocks: knocks.all().map((knock) => ({ ...knock, at: isoTime(knock.at) })),
    },
  };
}

export function registrationView(registration: Registration): RegistrationView {
  const { signers, registeredAt } = registration;
  const certificates = signers.trim() === "" ? [] : readCertificates(signers, "the registration");
  return { ...registration, registeredAt: isoTime(registeredAt), signerSubjects: certificates.map(subjectText) };
}

export function receivedView(
  { id, registrationId, digest, size, receivedAt, verdict, reasons, content }: ReceivedSubmission,
  registrations: ReadonlyMap<string, Registration>,
): ReceivedView {
  const name = registrations.get(registrationId)?.name ?? { "zh-CN": registrationId, en: registrationId };
  return {
    id,
    registration: { id: registrationId, name },
    digest,
    size,
    receivedAt: isoTime(receivedAt),
    verdict,
    reasons: [...reasons],
    content: content === null ? null : contentView(content),
  };
}
