import { z } from "zod";
import { instantSchema } from "../instant.ts";
import { enterpriseTypeSchema, gradeSchema } from "../inventory/inventory.ts";
import { bilingualSchema } from "../language.ts";
import { reportKinds } from "../report.ts";
import { severitySchema } from "../severity.ts";

/** A file of a bundle. */
export const submittedFileSchema = z.strictObject({
  name: z.string().min(1).max(500),
  size: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const percent = z.number().min(0).max(100).nullable();

/** What a submitted bundle says, as far as people decide and compare by it: drawn from its manifest and report. */
export const submissionContentSchema = z.strictObject({
  enterprise: z.strictObject({
    name: bilingualSchema,
    types: z.array(enterpriseTypeSchema).min(1),
    grade: gradeSchema,
    industry: bilingualSchema.nullable(),
    /** Made by a simulator; a real tier refuses it. */
    simulated: z.boolean(),
  }),
  kind: z.enum(reportKinds),
  catalogId: z.string(),
  profileVersion: z.string(),
  /** The time to which the report speaks. */
  at: instantSchema,
  /** Whether addresses, names or free text are masked in it. */
  masked: z.boolean(),
  figures: z.strictObject({ demonstrated: percent, potential: percent, coverage: percent, capAt: percent }),
  /** What is open, by check: a finding that is neither resolved nor waived. */
  open: z
    .array(z.strictObject({ checkId: z.string(), title: bilingualSchema, severity: severitySchema, count: z.int().positive() }))
    .readonly(),
  /** Subjects of the certificates that signed it. */
  signers: z.array(z.string()).readonly(),
  files: z.array(submittedFileSchema).readonly(),
});
export type SubmissionContent = z.infer<typeof submissionContentSchema>;
