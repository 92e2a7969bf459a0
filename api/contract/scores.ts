import { z } from "zod";
import { bilingualSchema } from "../../model/language.ts";
import { repairSchema } from "../../model/score.ts";
import { severitySchema } from "../../model/severity.ts";
import { verdictStatusSchema } from "../../model/verdict.ts";
import { timeSchema } from "./common.ts";

export const scoreSummarySchema = z.object({
  at: timeSchema,
  demonstrated: z.number().nullable(),
  potential: z.number().nullable(),
  coverage: z.number().nullable(),
  capAt: z.number().nullable(),
  profileVersion: z.string(),
});
export type ScoreSummaryView = z.infer<typeof scoreSummarySchema>;

/** What moved a score: verdicts, claims, ends, the profile or the inventory; `text` says it whole. */
const scoreCauseViewSchema = z.object({
  kind: z.enum(["first", "profile", "verdict", "stale", "severity", "claim", "expiry", "inventory", "applicability"]),
  text: bilingualSchema,
  checkId: z.string().nullable(),
  /** Qualified; the first ones of many. */
  assetIds: z.array(z.string()),
  objectiveId: z.string().nullable(),
  attestationId: z.string().nullable(),
});
export type ScoreCauseView = z.infer<typeof scoreCauseViewSchema>;

/** A step of the history; the one that held at the start of a range names no causes. */
export const scoreStepSchema = scoreSummarySchema.extend({ causes: z.array(scoreCauseViewSchema) });
export type ScoreStepView = z.infer<typeof scoreStepSchema>;

const capSchema = z.object({
  at: z.number(),
  because: bilingualSchema,
  causes: z.array(
    z.object({
      assetId: z.string().nullable(),
      assetName: bilingualSchema.nullable(),
      checkId: z.string(),
      /** What the check demands, without a full stop. */
      checkTitle: bilingualSchema,
      findingId: z.string().nullable(),
    }),
  ),
});

/** A line without the lines below it. */
export const scoreLineSchema = z.object({
  id: z.string(),
  kind: z.enum(["enterprise", "task", "control", "objective", "pair"]),
  title: bilingualSchema,
  officialNo: z.int().optional(),
  method: z.enum(["TEST", "TEST-r", "EXAMINE"]).optional(),
  weight: z.number(),
  demonstrated: z.number(),
  potential: z.number(),
  coverage: z.number(),
  raw: z.object({ demonstrated: z.number(), potential: z.number() }).optional(),
  cap: capSchema.optional(),
  /** Percent points of the enterprise's demonstrated score that come from here. */
  points: z.number(),
  pair: z
    .object({
      assetId: z.string().nullable(),
      assetName: bilingualSchema.nullable(),
      checkId: z.string(),
      status: verdictStatusSchema,
      /** By which it caps, where that is another than the check's nominal severity. */
      severity: severitySchema.optional(),
      findingId: z.string().nullable(),
    })
    .optional(),
});

/** A line of the explained score with everything a person needs to read it. */
export type ScoreNodeView = z.infer<typeof scoreLineSchema> & { children: ScoreNodeView[] };
export const scoreNodeSchema: z.ZodType<ScoreNodeView> = scoreLineSchema.extend({
  children: z.lazy(() => z.array(scoreNodeSchema)),
});

export const scoreViewSchema = z.object({
  enterpriseId: z.string(),
  siteId: z.string().nullable(),
  catalogId: z.string(),
  profileVersion: z.string(),
  at: timeSchema,
  /** null: nothing counts yet, "no evidence". */
  root: scoreNodeSchema.nullable(),
  encouraged: z.object({ met: z.int(), of: z.int() }),
});
export type ScoreView = z.infer<typeof scoreViewSchema>;

export const repairViewSchema = repairSchema.extend({
  /** Qualified. */
  assetId: z.string().nullable(),
  assetName: bilingualSchema.nullable(),
  findingId: z.string().nullable(),
});
export type RepairView = z.infer<typeof repairViewSchema>;
