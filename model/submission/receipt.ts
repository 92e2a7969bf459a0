import { z } from "zod";
import { bilingualSchema } from "../language.ts";

/** Where a tier takes bundles: POST of their bytes, by mutual TLS. */
export const submissionPath = "/submissions/v1";

/** The tiers of the platform: enterprise, province, nation (企业、省、国家). */
export const tiers = ["enterprise", "province", "nation"] as const;
export type Tier = (typeof tiers)[number];

/** SHA-256 of a certificate as browsers show it: 32 pairs of capital hexadecimal digits with colons. */
export const fingerprintSchema = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/, "expected 32 pairs of hexadecimal digits with colons between them");

export const submissionVerdicts = ["accepted", "refused"] as const;

/** What a tier says of a submission under its receipt key. It travels as a JSON Web Signature (RFC 7515) with EdDSA. */
export const receiptSchema = z.strictObject({
  form: z.literal("plantwatch-receipt/1"),
  /** The tier's own number of the submission: the same bytes from the same sender bear the same once they are accepted. */
  submissionId: z.string().min(1).max(100),
  /** SHA-256 of the bundle's bytes. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.int().nonnegative(),
  receivedAt: z.iso.datetime(),
  verdict: z.enum(submissionVerdicts),
  /** Why it was refused; empty where it was accepted. */
  reasons: z.array(bilingualSchema).max(50),
  issuedBy: z.strictObject({ name: bilingualSchema, tier: z.enum(tiers) }),
  /** Fingerprint of the certificate under which it came. */
  issuedTo: fingerprintSchema,
});
export type Receipt = z.infer<typeof receiptSchema>;

/** What a tier answers to a submission that it took up, whatever it says of it. */
export const submissionAnswerSchema = z.strictObject({ receipt: z.string().max(100_000) });

/** What it answers where it did not take it up. */
export const submissionRefusalSchema = z.object({ code: z.string().max(100), reason: bilingualSchema });
