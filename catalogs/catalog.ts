import { z } from "zod";
import { assetRoleSchema, enterpriseTypeSchema, gradeSchema } from "../model/inventory/inventory.ts";
import { bilingualSchema } from "../model/language.ts";
import { methodSchema, scoringRulesSchema } from "../model/score.ts";
import type { CatalogDuties } from "./duties.ts";

/** A regulation as data: `catalog.yaml` says what is demanded, `profile.yaml` how it is weighed. */

/**
 * Where a demand comes from: D the catalogue's own document, G 工信部网安〔2024〕68号, C 工信部网安〔2024〕14号, X data rules, S national
 * standard, V only encouraged, H house rule of Plantwatch; the first letter decides.
 */
export const basisLetterSchema = z.enum(["D", "G", "C", "X", "S", "V", "H"]);

const judgedBySchema = z.strictObject({
  check: z.string(),
  /** primary: counts and may cap here; secondary: counts, never caps. */
  as: z.enum(["primary", "secondary"]),
  /** Only for assets of these roles. */
  roles: z.array(assetRoleSchema).optional(),
});

/**
 * How long a pass or a document is good for: a span; `period` by grade from the profile (of assessments or of submissions); `live`;
 * until something changes; or until the date that the document itself bears (`certificate`, `contract`).
 */
export const validitySchema = z.union([
  z.strictObject({ hours: z.int().positive() }),
  z.strictObject({ days: z.int().positive() }),
  z.strictObject({
    months: z.int().positive(),
    /** What ends it earlier when it changes, such as the person. */
    orChangeOf: bilingualSchema.optional(),
  }),
  z.strictObject({ period: z.enum(["assess", "submit"]), grade1Months: z.int().positive().optional() }),
  z.enum(["live", "until-change", "certificate", "contract"]),
]);
export type Validity = z.infer<typeof validitySchema>;

export const objectiveSchema = z.strictObject({
  id: z.string(),
  text: bilingualSchema,
  method: methodSchema,
  basis: z.array(basisLetterSchema).min(1),
  valid: validitySchema,
  /** For EXAMINE: the document that is asked for. */
  document: bilingualSchema.optional(),
  judgedBy: z.array(judgedBySchema).default([]),
  /** Whether the wording and its basis were compared with a public text. */
  confirmed: z.boolean(),
  /** Where it was compared, if elsewhere than its control. */
  source: z.string().optional(),
});
export type Objective = z.output<typeof objectiveSchema>;

export const controlSchema = z.strictObject({
  id: z.string(),
  /** The number in the official text, printed in reports. */
  officialNo: z.int().positive().optional(),
  title: bilingualSchema,
  summary: bilingualSchema,
  owedBy: z
    .array(
      z.enum([
        "enterprise",
        "authority",
        "carrier",
        "identifier-operator",
        "address-allocator",
        "platform",
        "service-provider",
        "industry",
        "third-party",
      ]),
    )
    .min(1),
  confirmed: z.boolean(),
  /** Where it was compared, or the document alone where it was not. */
  source: z.string(),
  objectives: z.array(objectiveSchema).min(1),
});

export const taskSchema = z.strictObject({
  /** `<catalogue>.<n>`; a catalogue without tasks has a single one that bears the catalogue's own id, so that ids still nest. */
  id: z.string(),
  title: bilingualSchema,
  confirmed: z.boolean(),
  controls: z.array(controlSchema).min(1),
});
export type Task = z.output<typeof taskSchema>;

export const catalogSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: bilingualSchema,
  /** The document's number, such as 工信部联网安〔2019〕168号. */
  documentNo: z.string(),
  issued: z.string(),
  source: z.string(),
  confirmed: z.boolean(),
  /** What it is about and whom it binds. */
  summary: bilingualSchema.optional(),
  tasks: z.array(taskSchema).min(1),
});

const applicabilitySchema = z.strictObject({
  types: z.array(enterpriseTypeSchema).min(1).default(["N", "P", "R"]),
  grades: z.array(gradeSchema).min(1).default([1, 2, 3]),
  /** A condition that only a person can tell ("where used"); it then applies unless a reviewed claim says otherwise. */
  condition: bilingualSchema.optional(),
});

const gradePeriodsSchema = z.strictObject({
  assessMonths: z.int().positive().nullable(),
  submitMonths: z.int().positive().nullable(),
  confirmed: z.boolean(),
});

export const profileSchema = z.strictObject({
  catalog: z.string(),
  /** Changes with every change of a figure; scores carry it. */
  version: z.string(),
  taskWeight: z.record(z.string(), z.number().positive()),
  controlWeight: z.record(z.string(), z.number().positive()),
  objectiveWeight: z.record(z.string(), z.number().positive()),
  /** By objective id; what is not named applies to all types and grades. */
  applicability: z.record(z.string(), applicabilitySchema).default({}),
  periods: z.strictObject({ grade1: gradePeriodsSchema, grade2: gradePeriodsSchema, grade3: gradePeriodsSchema }),
  /** The addressee by type of enterprise. */
  authority: z.strictObject({ N: bilingualSchema, P: bilingualSchema, R: bilingualSchema, confirmed: z.boolean() }),
  rules: scoringRulesSchema,
});
export type Profile = z.output<typeof profileSchema>;

/**
 * `reserved-checks.yaml`: permanent ids of checks that the catalogue names and that this release does not have. Their objectives
 * stay; scoring treats the checks as absent.
 */
export const reservedChecksSchema = z.strictObject({ reserved: z.array(z.string()) });

/** A catalogue with its profile, checked against each other and against the known checks. */
export type Catalog = z.output<typeof catalogSchema> & {
  readonly profile: Profile;
  /** What follows from type and grade, where the catalogue has a `duties.yaml`. */
  readonly duties?: CatalogDuties;
  /** Checks that it names and that this release does not have. */
  readonly reservedChecks?: readonly string[];
};
