import { z } from "zod";
import { enterpriseTypeSchema, gradeSchema } from "../../model/inventory/inventory.ts";
import { bilingualSchema, nameSchema } from "../../model/language.ts";
import { reportKinds } from "../../model/report.ts";
import { severitySchema } from "../../model/severity.ts";
import { submissionContentSchema, submittedFileSchema } from "../../model/submission/content.ts";
import { fingerprintSchema, submissionVerdicts, tiers } from "../../model/submission/receipt.ts";
import { creditCodeSchema, registrantKinds } from "../../model/submission/registration.ts";
import { submissionStates } from "../../model/submission/submission.ts";
import { timeSchema } from "./common.ts";
import { catalogOverviewSchema } from "./overview.ts";

/** What a bundle says. */
export const submissionContentViewSchema = z.object({
  ...submissionContentSchema.omit({ at: true, files: true, open: true, signers: true, kind: true }).shape,
  kind: z.enum(reportKinds),
  at: timeSchema,
  openFindings: z.int(),
  signers: z.array(z.string()),
  files: z.array(submittedFileSchema),
});
export type SubmissionContentView = z.infer<typeof submissionContentViewSchema>;

/** The tier above, as the configuration knows it; null: none is configured. */
export const destinationSchema = z.object({
  authority: z
    .object({
      url: z.string(),
      certificate: z.object({ subject: z.string(), fingerprint: z.string(), validTo: timeSchema }),
      /** SHA-256 of the public key by which receipts are believed. */
      receiptKeyId: z.string(),
    })
    .nullable(),
  /** The certificate under which this installation connects; the authority registers it. */
  client: z.object({ fingerprint: z.string(), validTo: timeSchema, pem: z.string() }).nullable(),
});
export type Destination = z.infer<typeof destinationSchema>;

export const submissionViewSchema = z.object({
  id: z.string(),
  /** Null: it was received here and is passed on. */
  enterpriseId: z.string().nullable(),
  digest: z.string(),
  size: z.int(),
  fileName: z.string(),
  content: submissionContentViewSchema,
  state: z.enum(submissionStates),
  preparedBy: z.string(),
  preparedAt: timeSchema,
  decidedBy: z.string().nullable(),
  decidedAt: timeSchema.nullable(),
  sentTo: z.object({ url: z.string(), fingerprint: z.string() }).nullable(),
  attempts: z.int(),
  nextAttemptAt: timeSchema.nullable(),
  reasons: z.array(bilingualSchema),
  hasReceipt: z.boolean(),
  receivedAt: timeSchema.nullable(),
  version: z.int(),
});
export type SubmissionView = z.infer<typeof submissionViewSchema>;

/**
 * A person's word on a submission; version, digest and destination (the fingerprint of its certificate, needed to send) are those of the preview
 * that was read.
 */
export const submissionDecisionSchema = z.strictObject({
  decision: z.enum(["send", "stop"]),
  version: z.int(),
  digest: z.string(),
  to: z.string().optional(),
});
export type SubmissionDecision = z.infer<typeof submissionDecisionSchema>;

/** This installation as a tier that receives; null: it does not. */
export const receivingViewSchema = z.object({
  receiving: z
    .object({
      tier: z.enum(tiers),
      name: bilingualSchema,
      url: z.string(),
      fingerprint: z.string(),
      certificatePem: z.string(),
      receiptKeyPem: z.string(),
      receiptKeyId: z.string(),
      /** Certificates that were turned away lately, newest first. */
      knocks: z.array(z.object({ fingerprint: z.string(), subject: z.string(), at: timeSchema })),
    })
    .nullable(),
});
export type ReceivingView = z.infer<typeof receivingViewSchema>;

const registrant = {
  kind: z.enum(registrantKinds),
  creditCode: creditCodeSchema,
  types: z.array(enterpriseTypeSchema).min(1).max(3),
  grade: gradeSchema,
  fingerprints: z.array(fingerprintSchema).max(10),
  signers: z.string().max(100_000),
  suspended: z.boolean(),
};

/** A registration as a person writes it; `version` is that of the one that is edited, absent for a new one. */
export const registrationEditSchema = z.strictObject({
  ...registrant,
  name: nameSchema,
  industry: nameSchema.nullable(),
  version: z.int().optional(),
});
export type RegistrationEdit = z.input<typeof registrationEditSchema>;

export const registrationViewSchema = z.object({
  ...registrant,
  creditCode: z.string(),
  fingerprints: z.array(z.string()),
  id: z.string(),
  name: bilingualSchema,
  industry: bilingualSchema.nullable(),
  /** Subjects of the certificates that may sign. */
  signerSubjects: z.array(z.string()),
  registeredBy: z.string(),
  registeredAt: timeSchema,
  version: z.int(),
});
export type RegistrationView = z.infer<typeof registrationViewSchema>;

export const receivedViewSchema = z.object({
  id: z.string(),
  registration: z.object({ id: z.string(), name: bilingualSchema }),
  digest: z.string(),
  size: z.int(),
  receivedAt: timeSchema,
  verdict: z.enum(submissionVerdicts),
  reasons: z.array(bilingualSchema),
  content: submissionContentViewSchema.nullable(),
});
export type ReceivedView = z.infer<typeof receivedViewSchema>;

export const submissionDutyStates = ["overdue", "never", "in-time", "no-period"] as const;

export const tierOverviewSchema = z.object({
  /** Whether simulated enterprises are summed up: never together with real ones. */
  simulated: z.boolean(),
  /** Every registration and whether it has submitted in its period, the overdue ones first. */
  duties: z.array(
    z.object({
      registration: registrationViewSchema.pick({ id: true, name: true, industry: true, types: true, grade: true }),
      state: z.enum(submissionDutyStates),
      months: z.int().nullable(),
      lastAccepted: timeSchema.nullable(),
      dueAt: timeSchema.nullable(),
    }),
  ),
  catalogs: z.array(catalogOverviewSchema),
  /** Findings that are open at more than one enterprise or at one, the most spread first. */
  findings: z.array(
    z.object({
      checkId: z.string(),
      title: bilingualSchema,
      severity: severitySchema,
      enterprises: z.int(),
      count: z.int(),
    }),
  ),
  /** Enterprises that the two above rest on. */
  enterprises: z.int(),
});
export type TierOverview = z.infer<typeof tierOverviewSchema>;
