import { z } from "zod";
import { attestationStateSchema } from "./attestation.ts";
import { type Bilingual, bilingualSchema } from "./language.ts";
import { severitySchema } from "./severity.ts";
import { verdictStatusSchema } from "./verdict.ts";

/** The sheet: everything a score follows from, after rules 2, 4, 11 and 14 were applied. Anybody can reckon it again. */
export const methodSchema = z.enum(["TEST", "TEST-r", "EXAMINE"]);
export const basisSchema = z.enum(["opinions", "measures", "standard", "house", "encouraged"]);
export type Basis = z.infer<typeof basisSchema>;

/** [asset or null, check, nominal severity, status, severity of the finding where it differs] */
export const pairSchema = z.union([
  z.tuple([z.string().nullable(), z.string(), severitySchema, verdictStatusSchema]),
  z.tuple([z.string().nullable(), z.string(), severitySchema, verdictStatusSchema, severitySchema]),
]);
export type Pair = z.infer<typeof pairSchema>;

export const sheetObjectiveSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+){2,}$/, "catalog.task.control.objective, such as miit.3.1.a"),
  weight: z.number().positive(),
  method: methodSchema,
  basis: basisSchema.default("opinions"),
  /** Checks that count here without capping. */
  secondary: z.array(z.string()).default([]),
  pairs: z.array(pairSchema).default([]),
  /** A missing claim is null. */
  attestation: z
    .strictObject({
      claim: z.enum(["satisfied", "partial", "not-satisfied", "not-applicable"]),
      document: z.boolean(),
      reviewed: z.boolean(),
      valid: z.boolean(),
    })
    .nullable()
    .default(null),
  /** The statement "no such asset". */
  none: z.strictObject({ reviewed: z.boolean(), valid: z.boolean() }).optional(),
});
export type SheetObjective = z.output<typeof sheetObjectiveSchema>;

export const sheetSchema = z.strictObject({
  /** Criticality by asset. */
  assets: z.record(z.string(), z.int().min(1).max(5)),
  /** Weights that are not named are 1. */
  taskWeight: z.record(z.string(), z.number().positive()).default({}),
  controlWeight: z.record(z.string(), z.number().positive()).default({}),
  objectives: z.array(sheetObjectiveSchema),
});
export type Sheet = z.output<typeof sheetSchema>;

/** Figures of the rules, data in a catalogue's profile. */
export const scoringRulesSchema = z.strictObject({
  severityWeight: z.strictObject({ critical: z.number(), high: z.number(), medium: z.number(), low: z.number() }),
  /** Criticality of the enterprise itself as the subject of pairs without an asset. */
  enterpriseCriticality: z.int().min(1).max(5),
  claimValue: z.strictObject({ satisfied: z.number(), partial: z.number(), "not-satisfied": z.number() }),
  controlCap: z.strictObject({
    /** Cap under an unresolved critical finding on an asset of at least `criticalFrom`, else `criticalElse`. */
    critical: z.number(),
    criticalFrom: z.int(),
    criticalElse: z.number(),
    /** 100 − highSlope × s under unresolved high findings. */
    highSlope: z.number(),
  }),
  enterpriseCap: z.strictObject({ at: z.number(), criticalityFrom: z.int() }),
});
export type ScoringRules = z.infer<typeof scoringRulesSchema>;

/** A cap that lowers a level, with what caused it. */
export interface CapLine {
  readonly at: number;
  /** What it takes from the enterprise's demonstrated score, percent points, zero or negative. */
  readonly points: number;
  readonly because: { readonly "zh-CN": string; readonly en: string };
  /** [asset or null, check] of every finding behind the lowest cap. */
  readonly causes: readonly (readonly [string | null, string])[];
}

/** One line of an explanation. Values are percent with full precision; `points` are percent points of the level above the tree's root. */
export interface ScoreNode {
  readonly id: string;
  readonly kind: "enterprise" | "task" | "control" | "objective" | "pair";
  readonly weight: number;
  readonly demonstrated: number;
  readonly potential: number;
  readonly coverage: number;
  /** Values before the cap, where one lowers them. */
  readonly raw?: { readonly demonstrated: number; readonly potential: number };
  readonly cap?: CapLine;
  /**
   * What this line adds to the enterprise's demonstrated score: the points of its children and of its own cap line. All leaves and
   * cap lines add up to the score exactly (in the fractions that these figures were converted from).
   */
  readonly points: number;
  /** Present on leaves of TEST objectives. */
  readonly pair?: {
    readonly assetId: string | null;
    readonly checkId: string;
    readonly status: z.infer<typeof verdictStatusSchema>;
    /** Severity by which a failing pair caps, where a compensating measure or the finding itself makes it other than the nominal one. */
    readonly severity?: z.infer<typeof severitySchema>;
  };
  readonly children: readonly ScoreNode[];
}

/** A score as it is stored: null means that nothing counts ("no evidence"). */
export interface Score {
  readonly enterpriseId: string;
  readonly siteId: string | null;
  readonly catalogId: string;
  readonly profileVersion: string;
  readonly at: number;
  readonly root: ScoreNode | null;
  readonly encouraged: { readonly met: number; readonly of: number };
}

/** One repair and what it gains, in percent points of the enterprise's score. */
export const repairSchema = z.strictObject({
  checkId: z.string(),
  assetId: z.string().nullable(),
  severity: severitySchema,
  gainAlone: z.number(),
  /** Its share of the gain together with all that hold the same cap. */
  gainTogether: z.number(),
  /** How many findings hold that cap with it (1: none other). */
  together: z.int(),
  effort: z.number(),
  title: bilingualSchema,
});
export type Repair = z.infer<typeof repairSchema>;

/** The values of one level in percent with full precision, as `score sheet --format json` answers them. */
export interface LevelResult {
  readonly demonstrated: number;
  readonly potential: number;
  readonly coverage: number;
  /** Values before the cap; stands with `cap` and `because` where a cap lowers a value. */
  readonly raw?: { readonly demonstrated: number; readonly potential: number };
  readonly cap?: number;
  readonly because?: Bilingual;
}

/** The answer to `score sheet FILE --format json`; a level that leaves the sum is null. */
export interface SheetResult {
  readonly enterprise: LevelResult | null;
  readonly tasks: Readonly<Record<string, LevelResult | null>>;
  readonly controls: Readonly<Record<string, LevelResult | null>>;
  readonly objectives: Readonly<Record<string, LevelResult | null>>;
}

/** Percent rounded for display: half up, one decimal. The last bits of a binary number never decide which way a half goes. */
export function displayPercent(percent: number): string {
  return (Math.floor(percent * 10 + 0.5 + 1e-9) / 10).toFixed(1);
}

/** The figures of a score at one time, without its tree. */
export interface ScoreSummary {
  readonly at: number;
  readonly demonstrated: number | null;
  readonly potential: number | null;
  readonly coverage: number | null;
  readonly capAt: number | null;
  readonly profileVersion: string;
}

const moved = {
  checkId: z.string(),
  /** How many assets; `assetIds` may name fewer. null is the enterprise itself. */
  count: z.int(),
  assetIds: z.array(z.string().nullable()),
};
const statusOrNone = verdictStatusSchema.nullable();

/** What moved a score away from the one before it. */
export const scoreCauseSchema = z.discriminatedUnion("kind", [
  /** There was none before. */
  z.strictObject({ kind: z.literal("first") }),
  z.strictObject({ kind: z.literal("profile"), before: z.string(), after: z.string() }),
  /** null: the pair did not count. */
  z.strictObject({ kind: z.literal("verdict"), ...moved, before: statusOrNone, after: statusOrNone }),
  /** A pass grew too old. */
  z.strictObject({ kind: z.literal("stale"), ...moved }),
  /** A finding caps by another severity than before: its own, or for a compensating measure. */
  z.strictObject({ kind: z.literal("severity"), ...moved }),
  z.strictObject({
    kind: z.literal("claim"),
    objectiveId: z.string(),
    attestationId: z.string(),
    state: attestationStateSchema,
  }),
  z.strictObject({ kind: z.literal("expiry"), objectiveId: z.string(), attestationId: z.string() }),
  /** Assets came or went as a whole; none of either: criticality or role of some changed. */
  z.strictObject({
    kind: z.literal("inventory"),
    added: z.int(),
    removed: z.int(),
    assetIds: z.array(z.string()),
  }),
  /** An objective came to apply, or no longer does, by type, grade or scope. */
  z.strictObject({ kind: z.literal("applicability"), objectiveId: z.string() }),
]);
export type ScoreCause = z.infer<typeof scoreCauseSchema>;

/** A step of a score's history, with what was behind it. */
export interface ScoreStep extends ScoreSummary {
  readonly causes: readonly ScoreCause[];
}
