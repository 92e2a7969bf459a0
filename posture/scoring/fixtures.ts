import { type Catalog, catalogSchema, profileSchema } from "../../catalogs/catalog.ts";
import { message } from "../../model/messages/index.ts";
import { type ScoringRules, type Sheet, scoringRulesSchema, sheetSchema } from "../../model/score.ts";
import type { Severity } from "../../model/severity.ts";
import { type Check, defineAssetCheck } from "../checks/define.ts";
import { pass } from "../checks/results.ts";
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

export const word = { "zh-CN": "好。", en: "Good." };

/** A catalogue of one control with these objectives, by the last part of their ids. */
export function catalogOf(objectives: Record<string, object>, applicability: object = {}): Catalog {
  const named = Object.entries(objectives).map(([id, own]) => ({ id: `t.1.1.${id}`, text: word, confirmed: true, ...own }));
  const control = {
    id: "t.1.1",
    title: word,
    summary: word,
    owedBy: ["enterprise"],
    confirmed: true,
    source: "x",
    objectives: named,
  };
  const catalog = catalogSchema.parse({
    id: "t",
    title: word,
    documentNo: "1",
    issued: "2019",
    source: "x",
    confirmed: true,
    tasks: [{ id: "t.1", title: word, confirmed: true, controls: [control] }],
  });
  const period = (assessMonths: number | null) => ({ assessMonths, submitMonths: 12, confirmed: false });
  const profile = profileSchema.parse({
    catalog: "t",
    version: "7",
    taskWeight: { "t.1": 2 },
    controlWeight: { "t.1.1": 3 },
    objectiveWeight: { "t.1.1.a": 5 },
    applicability,
    periods: { grade1: period(null), grade2: period(24), grade3: period(12) },
    authority: { N: word, P: word, R: word, confirmed: false },
    rules,
  });
  return { ...catalog, profile };
}

/** A check of which scoring reads the head alone. */
export function checkOf(id: string, severity: Severity = "high", informsOnly = false): Check {
  const text = { title: word, rationale: word, remediation: word };
  const evaluate = () => pass(message("common.not-applicable"));
  return defineAssetCheck({ id, severity, effort: 1, informsOnly, text, references: [], evaluate });
}
