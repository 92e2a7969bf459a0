import { z } from "zod";
import { productStatuses } from "../../model/advisories/advisory.ts";
import { bilingualSchema } from "../../model/language.ts";
import { timeSchema } from "./common.ts";

const trustSchema = z.object({
  kind: z.enum(["verified", "hashed", "unsigned"]),
  /** Fingerprint of the key that signed it. */
  signer: z.string().nullable(),
  /** A signature lay beside it that no configured key made. */
  unknownSigner: z.boolean(),
});

export const advisorySummarySchema = z.object({
  id: z.string(),
  /** As the publisher names it. */
  trackingId: z.string(),
  title: z.string(),
  publisher: z.string(),
  vendors: z.array(z.string()),
  revision: z.string(),
  state: z.enum(["draft", "interim", "final"]),
  releasedAt: timeSchema,
  importedAt: timeSchema,
  trust: trustSchema,
  cves: z.array(z.string()),
  /** The worst CVSS base score; null where it has none. */
  score: z.number().nullable(),
  exploited: z.boolean(),
  /** Assets that it possibly concerns, as far as the caller may see them. */
  affectedAssets: z.int(),
});
export type AdvisorySummary = z.infer<typeof advisorySummarySchema>;

export const advisoryListSchema = z.object({
  /** When anything was imported last; null where nothing ever was. */
  importedAt: timeSchema.nullable(),
  maxAgeDays: z.int(),
  /** Assets that advisories cannot be compared with. */
  gaps: z.int(),
  items: z.array(advisorySummarySchema),
});
export type AdvisoryList = z.infer<typeof advisoryListSchema>;

const productViewSchema = z.object({ name: z.string(), versions: z.string(), status: z.enum(productStatuses) });

const vulnerabilityViewSchema = z.object({
  cve: z.string().nullable(),
  title: z.string(),
  score: z.number().nullable(),
  vector: z.string().nullable(),
  exploited: z.boolean(),
  products: z.array(productViewSchema),
  remedies: z.array(z.object({ category: z.string(), details: z.string(), url: z.string().nullable() })),
});
export type VulnerabilityView = z.infer<typeof vulnerabilityViewSchema>;

export const advisoryDetailSchema = advisorySummarySchema.extend({
  url: z.string(),
  file: z.string(),
  sha256: z.string(),
  importedBy: z.string(),
  firstReleasedAt: timeSchema,
  vulnerabilities: z.array(vulnerabilityViewSchema),
  /** Assets that it possibly concerns. */
  affected: z.array(
    z.object({ enterpriseId: z.string(), assetId: z.string(), assetName: bilingualSchema, because: bilingualSchema }),
  ),
  /** Everything that was imported of it, the newest first. */
  revisions: z.array(
    z.object({ number: z.int(), revision: z.string(), importedAt: timeSchema, importedBy: z.string(), sha256: z.string() }),
  ),
});
export type AdvisoryDetail = z.infer<typeof advisoryDetailSchema>;

/** Bytes of the largest upload; larger sets come in parts, or by the command. */
export const largestAdvisoryUpload = 32 * 1024 * 1024;

/** Documents and what lies beside them (`.sha256`, `.sha512`, `.asc`), as they are. */
export const advisoryUploadSchema = z.strictObject({
  files: z
    .array(z.strictObject({ name: z.string().min(1).max(300), base64: z.base64() }))
    .min(1)
    .max(400),
});

const importFaultSchema = z.object({ path: z.string(), message: bilingualSchema });
export const advisoryImportSchema = z.object({
  items: z.array(
    z.object({
      file: z.string(),
      outcome: z.enum(["added", "replaced", "known", "older", "refused"]),
      trackingId: z.string().nullable(),
      revision: z.string().nullable(),
      trust: trustSchema.nullable(),
      faults: z.array(importFaultSchema),
    }),
  ),
});
export type AdvisoryImport = z.infer<typeof advisoryImportSchema>;

export const advisorySettingsSchema = z.strictObject({ maxAgeDays: z.int().min(1).max(3650) });

export const gapKinds = ["identity", "maker", "product", "undecided"] as const;

/** An asset that advisories cannot be compared with, or not for certain. */
export const unmatchedAssetSchema = z.object({
  kind: z.enum(gapKinds),
  enterpriseId: z.string(),
  assetId: z.string(),
  assetName: bilingualSchema,
  vendor: z.string().nullable(),
  product: z.string().nullable(),
  version: z.string().nullable(),
  because: bilingualSchema,
});
export type UnmatchedAsset = z.infer<typeof unmatchedAssetSchema>;

const aliasFields = {
  kind: z.enum(["vendor", "product"]),
  /** The maker of a product; empty for a maker's own name. */
  vendor: z.string().trim().max(300),
  name: z.string().trim().min(1).max(300),
  /** null: no imported advisory means it. */
  means: z.string().trim().min(1).max(300).nullable(),
};
export const nameAliasViewSchema = z.object({ ...aliasFields, id: z.string(), by: z.string(), at: timeSchema });
export type NameAliasView = z.infer<typeof nameAliasViewSchema>;
export const nameAliasCreateSchema = z
  .strictObject(aliasFields)
  .refine(({ kind, vendor }) => (kind === "product") === (vendor !== ""), {
    path: ["vendor"],
    error: "expected the maker of a product, and none for a maker",
  })
  .refine(({ kind, means }) => kind === "product" || means !== null, {
    path: ["means"],
    error: "expected what the maker's name means",
  });
export type NameAliasCreate = z.input<typeof nameAliasCreateSchema>;
