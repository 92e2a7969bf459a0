import { z } from "zod";

/** The parts of a CSAF 2.0 document that are read (OASIS CSAF 2.0, section 3); what else it holds is left alone. */

const text = z.string().min(1).max(20_000);
const short = z.string().min(1).max(1000);
const productId = z.string().min(1).max(500);
const productIds = z.array(productId).min(1).max(20_000);
const time = z.iso.datetime({ offset: true }).transform((written) => Date.parse(written));

const helperSchema = z.object({
  cpe: short.optional(),
  purl: short.optional(),
  model_numbers: z.array(short).max(1000).optional(),
  skus: z.array(short).max(1000).optional(),
});

export const fullProductSchema = z.object({
  product_id: productId,
  name: short,
  product_identification_helper: helperSchema.optional(),
});
export type FullProduct = z.infer<typeof fullProductSchema>;

/** Categories of branches (3.1.2.2). */
export const branchCategories = [
  "architecture",
  "host_name",
  "language",
  "legacy",
  "patch_level",
  "product_family",
  "product_name",
  "product_version",
  "product_version_range",
  "service_pack",
  "specification",
  "vendor",
] as const;

export interface Branch {
  readonly category: (typeof branchCategories)[number];
  readonly name: string;
  readonly branches?: readonly Branch[] | undefined;
  readonly product?: FullProduct | undefined;
}

/** Deeper than any maker's tree; a document beyond it is refused before the stack is. */
export const deepestBranch = 30;

const branchSchema: z.ZodType<Branch> = z.lazy(() =>
  z
    .object({
      category: z.enum(branchCategories),
      name: short,
      branches: z.array(branchSchema).min(1).max(20_000).optional(),
      product: fullProductSchema.optional(),
    })
    .refine(
      ({ branches, product }) => (branches === undefined) !== (product === undefined),
      "expected either branches or a product",
    ),
);

const relationshipSchema = z.object({
  category: z.enum(["default_component_of", "external_component_of", "installed_on", "installed_with", "optional_component_of"]),
  full_product_name: fullProductSchema,
  product_reference: productId,
  relates_to_product_reference: productId,
});
export type Relationship = z.infer<typeof relationshipSchema>;

const productTreeSchema = z.object({
  branches: z.array(branchSchema).max(20_000).default([]),
  full_product_names: z.array(fullProductSchema).max(20_000).default([]),
  relationships: z.array(relationshipSchema).max(50_000).default([]),
  product_groups: z
    .array(z.object({ group_id: short, product_ids: z.array(productId).min(2).max(20_000) }))
    .max(5000)
    .default([]),
});
export type ProductTree = z.infer<typeof productTreeSchema>;

const severity = z.enum(["NONE", "LOW", "MEDIUM", "HIGH", "CRITICAL"]);
const cvss3Schema = z.object({
  version: z.enum(["3.0", "3.1"]),
  vectorString: short,
  baseScore: z.number().min(0).max(10),
  baseSeverity: severity,
});
const cvss2Schema = z.object({ version: z.literal("2.0"), vectorString: short, baseScore: z.number().min(0).max(10) });

const scoreSchema = z.object({ products: productIds, cvss_v3: cvss3Schema.optional(), cvss_v2: cvss2Schema.optional() });

const concerned = { product_ids: productIds.optional(), group_ids: z.array(short).min(1).max(5000).optional() };
const remediationSchema = z.object({
  category: z.enum(["mitigation", "no_fix_planned", "none_available", "vendor_fix", "workaround", "fix_planned"]),
  details: text,
  url: short.optional(),
  ...concerned,
});
const threatSchema = z.object({ category: z.enum(["exploit_status", "impact", "target_set"]), details: text, ...concerned });

const statusSchema = z.object({
  first_affected: productIds.optional(),
  first_fixed: productIds.optional(),
  fixed: productIds.optional(),
  known_affected: productIds.optional(),
  known_not_affected: productIds.optional(),
  last_affected: productIds.optional(),
  recommended: productIds.optional(),
  under_investigation: productIds.optional(),
});

const vulnerabilitySchema = z.object({
  cve: z
    .string()
    .regex(/^CVE-\d{4}-\d{4,}$/, "expected an id such as CVE-2024-12345")
    .optional(),
  ids: z
    .array(z.object({ system_name: short, text: short }))
    .max(100)
    .optional(),
  title: short.optional(),
  product_status: statusSchema.optional(),
  scores: z.array(scoreSchema).max(1000).default([]),
  remediations: z.array(remediationSchema).max(5000).default([]),
  threats: z.array(threatSchema).max(5000).default([]),
});
export type CsafVulnerability = z.infer<typeof vulnerabilitySchema>;

/** Integer or semantic versioning (3.1.11). */
const revisionForm = /^(0|[1-9]\d*)$|^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;
const revision = z.string().max(100).regex(revisionForm, "expected a version such as 3 or 1.2.0");

const trackingSchema = z.object({
  id: z
    .string()
    .max(200)
    .regex(/^\S(.*\S)?$/, "expected an id without blanks at its ends"),
  version: revision,
  status: z.enum(["draft", "final", "interim"]),
  initial_release_date: time,
  current_release_date: time,
  revision_history: z
    .array(z.object({ date: time, number: revision, summary: text }))
    .min(1)
    .max(5000),
});

export const csafSchema = z.object({
  document: z.object({
    category: z.string().min(1).max(200),
    csaf_version: z.literal("2.0", { error: "expected a document of CSAF 2.0" }),
    title: short,
    publisher: z.object({ name: short, namespace: z.url().max(1000), category: short }),
    tracking: trackingSchema,
    references: z
      .array(z.object({ category: z.enum(["external", "self"]).default("external"), summary: text, url: short }))
      .max(5000)
      .default([]),
  }),
  product_tree: productTreeSchema.prefault({}),
  vulnerabilities: z.array(vulnerabilitySchema).max(5000).default([]),
});
export type CsafDocument = z.infer<typeof csafSchema>;
