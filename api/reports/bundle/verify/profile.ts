import type { Catalog } from "../../../../catalogs/catalog.ts";
import { canonicalJson } from "../../../../model/digest.ts";
import { message } from "../../../../model/messages/index.ts";
import type { Sheet } from "../../../../model/score.ts";
import { appliesTo } from "../../../../posture/scoring/applicability.ts";
import type { Manifest } from "../manifest.ts";
import type { ReportFacts } from "./report-facts.ts";
import { fails, open, type Statement } from "./statement.ts";

/**
 * Whether rules, weights and objectives are those of the profile that the report names, so that nobody scores by figures of their own. A
 * profile that this program does not have is said to be unknown.
 */
export function checkProfile(
  { catalog: { id, profileVersion, rules } }: Manifest,
  sheet: Sheet,
  enterprise: ReportFacts["inventory"]["enterprise"],
  catalogs: readonly Catalog[],
): readonly Statement[] {
  const profile = `${id} ${profileVersion}`;
  const known = catalogs.find((one) => one.id === id && one.profile.version === profileVersion);
  if (known === undefined) return [open(message("verify.rules-unknown", { profile }))];
  const { taskWeight, controlWeight } = sheet;
  const said = {
    rules,
    taskWeight,
    controlWeight,
    objectives: sheet.objectives.map(({ id, weight, method }) => [id, weight, method]),
  };
  const expected = {
    rules: known.profile.rules,
    taskWeight: known.profile.taskWeight,
    controlWeight: known.profile.controlWeight,
    objectives: known.tasks
      .flatMap(({ controls }) => controls.flatMap(({ objectives }) => objectives))
      .filter((objective) => appliesTo(objective, known.profile, enterprise))
      .map((objective) => [objective.id, known.profile.objectiveWeight[objective.id] ?? 1, objective.method]),
  };
  return canonicalJson(said) === canonicalJson(expected) ? [] : [fails(message("verify.rules-differ", { profile }))];
}
