import { z } from "zod";
import { instantSchema } from "../../../model/instant.ts";
import { enterpriseTypeSchema, gradeSchema } from "../../../model/inventory/inventory.ts";
import { bilingualSchema, languages } from "../../../model/language.ts";
import { reportKinds } from "../../../model/report.ts";
import { scoringRulesSchema } from "../../../model/score.ts";

const percent = z.number().min(0).max(100).nullable();
const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** What signs: the PDF by itself (PAdES), and the manifest by Ed25519 and by SM2 with SM3. */
export const signatureKinds = ["pades", "ed25519", "sm2"] as const;
export type SignatureKind = (typeof signatureKinds)[number];

export const bundleFileSchema = z.strictObject({ name: z.string(), size: z.int().nonnegative(), sha256: digestSchema });

/**
 * What a bundle says of itself, as canonical JSON (RFC 8785). Its signatures are over these bytes; it names every other file by
 * digest, so that they hold for the whole bundle.
 */
export const manifestSchema = z.strictObject({
  form: z.literal("plantwatch-bundle/1"),
  kind: z.enum(reportKinds),
  /** The language of the PDF and of the OSCAL files. */
  language: z.enum(languages),
  program: z.strictObject({ name: z.literal("Plantwatch"), version: z.string() }),
  enterprise: z.strictObject({
    id: z.string(),
    name: bilingualSchema,
    types: z.array(enterpriseTypeSchema).min(1),
    grade: gradeSchema,
    industry: bilingualSchema.nullable(),
    /** A real authority refuses what is simulated. */
    simulated: z.boolean(),
  }),
  /** The time to which the report speaks. */
  asOf: instantSchema,
  /** When the signer says that it was signed; null where nobody has. Nobody else attests it. */
  claimedSigningTime: instantSchema.nullable(),
  catalog: z.strictObject({
    id: z.string(),
    documentNo: z.string(),
    profileVersion: z.string(),
    /** The figures of the profile by which the sheet is scored. */
    rules: scoringRulesSchema,
  }),
  /** Percent with full precision; null where nothing counts. */
  score: z.strictObject({ demonstrated: percent, potential: percent, coverage: percent, capAt: percent }),
  /** What was masked, where anything was; `pieces` are named with their digests in `masked.json`. */
  redaction: z.strictObject({ profile: z.string(), pieces: z.int().nonnegative() }).nullable(),
  /** Every signature that the bundle was given: one that is missing was taken away. */
  signatures: z.array(z.enum(signatureKinds)),
  /** Every file but this one and what is in `signatures/`, sorted by name. */
  files: z.array(bundleFileSchema),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Names inside a bundle. */
export const bundleNames = {
  manifest: "manifest.json",
  report: "report.pdf",
  data: "report.json",
  assessmentResults: "assessment-results.json",
  planOfAction: "plan-of-action.json",
  sheet: "sheet.json",
  masked: "masked.json",
  salts: "evidence/salts.json",
  observations: "evidence/observations",
  documents: "documents",
  signatures: "signatures",
  ed25519: "signatures/manifest.jws",
  ed25519Chain: "signatures/ed25519.pem",
  sm2: "signatures/manifest.sm2",
  sm2Chain: "signatures/sm2.pem",
} as const;
