import { z } from "zod";
import { assetRoleSchema, enterpriseTypeSchema, gradeSchema } from "../model/inventory/inventory.ts";
import { bilingualSchema } from "../model/language.ts";
import { methodSchema, scoringRulesSchema } from "../model/score.ts";

/** A regulation as data: `catalog.yaml` says what is demanded, `profile.yaml` how it is weighed. */

/** Where a demand comes from: D opinions, G 68号, C 14号, X data rules, S standard, V encouraged, H house rule; the first decides. */
export const basisLetterSchema = z.enum(["D", "G", "C", "X", "S", "V", "H"]);

const judgedBySchema = z.strictObject({
  check: z.string(),
  /** primary: counts and may cap here; secondary: counts, never caps. */
  as: z.enum(["primary", "secondary"]),
  /** Only for assets of these roles. */
  roles: z.array(assetRoleSchema).optional(),
});

/** How long a pass or a document is good for: a span, `period` (by grade, from the profile), `live` or until a change. */
export const validitySchema = z.union([
  z.strictObject({ hours: z.int().positive() }),
  z.strictObject({ days: z.int().positive() }),
  z.strictObject({ months: z.int().positive() }),
  z.strictObject({ period: z.literal("assess"), grade1Months: z.int().positive().optional() }),
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
        "platform",
        "service-provider",
        "industry",
        "third-party",
      ]),
    )
    .min(1),
  confirmed: z.boolean(),
  source: z.string(),
  objectives: z.array(objectiveSchema),
});
export type Control = z.output<typeof controlSchema>;

export const taskSchema = z.strictObject({
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

/** A catalogue with its profile, checked against each other and against the known checks. */
export type Catalog = z.output<typeof catalogSchema> & { readonly profile: Profile };
