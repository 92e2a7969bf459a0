import { z } from "zod";
import { timeSchema } from "./common.ts";

/** Profiles that come with Plantwatch; what each masks is in `profiles.yaml`. */
export const redactionIds = ["none", "authority", "public"] as const;
export type RedactionId = (typeof redactionIds)[number];

/** Exactly what leaves with a bundle, and who would sign it. */
export const bundlePreviewSchema = z.object({
  redaction: z.enum(redactionIds),
  fileName: z.string(),
  size: z.int(),
  /** SHA-256 of the unsigned bundle; signing asks for it, so that what is signed is what was seen. */
  sha256: z.string(),
  simulated: z.boolean(),
  /** How many places are masked. */
  masked: z.int(),
  files: z.array(z.object({ name: z.string(), size: z.int(), sha256: z.string() })),
  /** The keys of this installation; none: it signs nothing. */
  signers: z.array(z.object({ signs: z.enum(["pades", "ed25519", "sm2"]), subject: z.string(), validUntil: timeSchema })),
});
export type BundlePreview = z.infer<typeof bundlePreviewSchema>;

/** A person's decision to sign what the preview showed. */
export const bundleSignSchema = z.strictObject({
  redaction: z.enum(redactionIds),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
