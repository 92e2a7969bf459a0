import type { z } from "zod";
import type { catalogSchema, Profile } from "./catalog.ts";
import type { Report } from "./check-catalog.ts";

type CatalogFile = z.output<typeof catalogSchema>;

/** Checks a profile against its catalogue: a weight for every node and no others, figures of the rules within their ranges. */
export function checkProfile(profile: Profile, catalog: CatalogFile, report: Report): void {
  if (profile.catalog !== catalog.id) {
    report(["catalog"], `this profile is for ${profile.catalog}, the catalogue beside it is ${catalog.id}`);
    return;
  }
  const controls = catalog.tasks.flatMap((task) => task.controls);
  const objectives = controls.flatMap((control) => control.objectives);
  checkWeights("taskWeight", profile.taskWeight, idsOf(catalog.tasks), report);
  checkWeights("controlWeight", profile.controlWeight, idsOf(controls), report);
  checkWeights("objectiveWeight", profile.objectiveWeight, idsOf(objectives), report);
  for (const id of Object.keys(profile.applicability)) {
    if (!idsOf(objectives).has(id)) report(["applicability", id], `there is no objective ${id} in ${catalog.id}`);
  }
  checkRules(profile.rules, report);
}

function idsOf(nodes: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(nodes.map(({ id }) => id));
}

function checkWeights(
  key: "taskWeight" | "controlWeight" | "objectiveWeight",
  weights: Readonly<Record<string, number>>,
  ids: ReadonlySet<string>,
  report: Report,
): void {
  for (const id of ids) if (!(id in weights)) report([key], `the weight of ${id} is missing`);
  for (const id of Object.keys(weights)) if (!ids.has(id)) report([key, id], `there is no ${id} to be weighed here`);
}

function checkRules({ controlCap, enterpriseCap, severityWeight, claimValue }: Profile["rules"], report: Report): void {
  const within = (value: number, min: number, max: number, ...path: string[]) => {
    if (!(value >= min && value <= max)) report(["rules", ...path], `must lie between ${min} and ${max}, is ${value}`);
  };
  within(controlCap.critical, 0, 100, "controlCap", "critical");
  within(controlCap.criticalElse, 0, 100, "controlCap", "criticalElse");
  within(controlCap.criticalFrom, 1, 5, "controlCap", "criticalFrom");
  within(controlCap.highSlope, 0, 100, "controlCap", "highSlope");
  within(enterpriseCap.at, 0, 100, "enterpriseCap", "at");
  within(enterpriseCap.criticalityFrom, 1, 5, "enterpriseCap", "criticalityFrom");
  for (const [severity, weight] of Object.entries(severityWeight)) {
    if (!(weight > 0)) report(["rules", "severityWeight", severity], `must be above 0, is ${weight}`);
  }
  for (const [claim, value] of Object.entries(claimValue)) within(value, 0, 1, "claimValue", claim);
}
