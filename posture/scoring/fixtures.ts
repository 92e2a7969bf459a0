import { type ScoringRules, type Sheet, scoringRulesSchema, sheetSchema } from "../../model/score.ts";
import workedSheetJson from "./worked-sheet.json" with { type: "json" };

/** The figures of the rules as the shipped profile has them; for tests of the arithmetic alone. */
export const rules: ScoringRules = scoringRulesSchema.parse({
  severityWeight: { critical: 10, high: 7, medium: 4, low: 1 },
  enterpriseCriticality: 3,
  claimValue: { satisfied: 1, partial: 0.5, "not-satisfied": 0 },
  controlCap: { critical: 40, criticalFrom: 3, criticalElse: 70, highSlope: 30 },
  enterpriseCap: { at: 60, criticalityFrom: 4 },
});

/** The sheet that the scoring rules work by hand. */
export const workedSheet: Sheet = sheetSchema.parse(workedSheetJson);
