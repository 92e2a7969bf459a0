import { z } from "zod";
import { attestationStateSchema, attestationSubjectSchema } from "../../model/attestation.ts";
import { bilingualSchema } from "../../model/language.ts";
import { tableClaims } from "./claim-table.ts";
import { errorSchema, timeSchema } from "./common.ts";

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, "expected the SHA-256 of an uploaded document, 64 hexadecimal digits");

/** A document that was uploaded for an enterprise; its bytes are fetched by the hash. */
export const documentViewSchema = z.object({
  sha256: z.string(),
  name: z.string(),
  /** As recognised from the content: pdf, ofd, docx, xlsx, pptx, png, jpeg or text. */
  kind: z.string(),
  size: z.int(),
  by: z.string(),
  at: timeSchema,
});
export type DocumentView = z.infer<typeof documentViewSchema>;

/** What people write: the document, its dates and a word to the reviewer. */
const content = {
  /** Hashes of documents that were uploaded for the enterprise before. */
  documents: z.array(sha256Schema).max(50).default([]),
  remark: z.string().trim().max(2000).default(""),
  /** Date on the document, from which its validity counts; null: today. */
  issuedAt: timeSchema.nullable().default(null),
  /** End that the document itself names; null: the period of the catalogue decides. */
  validUntil: timeSchema.nullable().default(null),
};

/** Ids of assets are those within the enterprise. */
export const attestationCreateSchema = z.strictObject({ about: attestationSubjectSchema, ...content });
export type AttestationCreate = z.infer<typeof attestationCreateSchema>;

export const attestationEditSchema = z.strictObject({ version: z.int(), ...content });
export type AttestationEdit = z.infer<typeof attestationEditSchema>;

export const attestationReviewSchema = z.discriminatedUnion("decision", [
  z.strictObject({ decision: z.literal("accept"), version: z.int(), reason: z.string().trim().max(2000).default("") }),
  z.strictObject({ decision: z.literal("return"), version: z.int(), reason: z.string().trim().min(5).max(2000) }),
]);

export const attestationWithdrawSchema = z.strictObject({ version: z.int(), reason: z.string().trim().min(5).max(2000) });

export const attestationViewSchema = z.object({
  id: z.string(),
  enterpriseId: z.string(),
  about: attestationSubjectSchema,
  /** The objective's text, the check's title or the asset's name. */
  title: bilingualSchema,
  /** Catalogue of the objective; null for measures and retirements. */
  catalogId: z.string().nullable(),
  /** The asset concerned, qualified. */
  assetId: z.string().nullable(),
  assetName: bilingualSchema.nullable(),
  state: attestationStateSchema,
  documents: z.array(documentViewSchema),
  remark: z.string(),
  issuedAt: timeSchema,
  validUntil: timeSchema.nullable(),
  /** When it stops to be good, by its own date or the period of the profile; null: nothing ends it. */
  expiresAt: timeSchema.nullable(),
  expired: z.boolean(),
  by: z.string(),
  madeAt: timeSchema,
  /** Everybody who wrote on it; none of them may review it. */
  authors: z.array(z.string()),
  review: z.object({ by: z.string(), at: timeSchema, reason: z.string() }).nullable(),
  version: z.int(),
  /** Whether the caller may review it now. */
  mayReview: z.boolean(),
});
export type AttestationView = z.infer<typeof attestationViewSchema>;

/** A stale edit: what stands now. What was written is kept among the versions, marked late. */
export const staleAttestationSchema = errorSchema.extend({ current: attestationViewSchema });

export const attestationVersionSchema = z.object({
  at: timeSchema,
  by: z.string(),
  change: z.enum(["submitted", "edited", "accepted", "returned", "withdrawn"]),
  /** It came after somebody else's edit and did not count. */
  late: z.boolean(),
  attestation: attestationViewSchema.omit({ mayReview: true }),
});
export type AttestationVersionView = z.infer<typeof attestationVersionSchema>;

/** What is wrong in a table of claims; rows count as a spreadsheet does, the heading is row 1. */
export const importRowErrorSchema = z.object({
  row: z.int(),
  column: z.string(),
  value: z.string(),
  message: bilingualSchema,
});
export type ImportRowError = z.infer<typeof importRowErrorSchema>;

/** A row as it is, or would be, submitted. */
const importedRowSchema = z.object({
  row: z.int(),
  objectiveId: z.string(),
  title: bilingualSchema,
  claim: z.enum(tableClaims),
  documents: z.array(z.string()),
  issuedAt: timeSchema,
  /** When it stops to be good once it is accepted; null: nothing ends it. */
  expiresAt: timeSchema.nullable(),
  remark: z.string(),
});

/** Nothing is imported where a row is wrong; `skipped` rows name an objective and claim nothing. */
export const claimImportSchema = z.object({
  imported: z.int(),
  errors: z.array(importRowErrorSchema),
  rows: z.array(importedRowSchema),
  skipped: z.int(),
});
export type ClaimImport = z.infer<typeof claimImportSchema>;
