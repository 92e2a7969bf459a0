import type { Catalog } from "../../catalogs/catalog.ts";
import { systemClock } from "../../model/instant.ts";
import type { VerdictStatus } from "../../model/verdict.ts";
import type { EndpointCheck } from "../../posture/checks/define.ts";
import { checks } from "../../posture/checks/index.ts";
import { judge } from "../../posture/judge.ts";
import { factsByProbe } from "../../posture/testing/plant-life.ts";
import { answerOf, largeInventory } from "./large-plant.ts";

/** Two answers of one probe, by their number among its facts, between which a check passes and fails. */
export interface TurningFacts {
  readonly checkId: string;
  readonly probe: string;
  readonly pass: number;
  readonly fail: number;
}

/** Answers that turn a check which counts in the catalogue at every asset and looks at that one probe alone. */
export function turningFacts({ tasks }: Catalog): readonly TurningFacts[] {
  const objectives = tasks.flatMap((task) => task.controls.flatMap((control) => control.objectives));
  const counting = new Set(objectives.flatMap(({ judgedBy }) => judgedBy.flatMap((by) => (by.roles ? [] : [by.check]))));
  return checks.flatMap((check) => {
    const isAlone = check.scope === "endpoint" && check.needs.length === 1 && check.mayUse.length === 0;
    return isAlone && check.givesWayTo === undefined && counting.has(check.id) ? (turnOf(check) ?? []) : [];
  });
}

function turnOf(check: EndpointCheck): TurningFacts | undefined {
  const probe = check.needs[0]?.id ?? "";
  const said = (factsByProbe.get(probe) ?? []).map((_facts, variant) => statusOf(check, probe, variant));
  const [pass, fail] = [said.indexOf("pass"), said.indexOf("fail")];
  return pass < 0 || fail < 0 ? undefined : { checkId: check.id, probe, pass, fail };
}

function statusOf(check: EndpointCheck, probe: string, variant: number): VerdictStatus | undefined {
  const inventory = largeInventory("turning", 1, "c1");
  const answer = { ...answerOf("turning", "asset-0", probe, variant), lastSeen: systemClock.now(), timesSeen: 1, digest: "" };
  const input = { inventory, observations: [answer], previous: [], baselines: [], now: systemClock.now(), checks: [check] };
  return judge(input).find(({ checkId }) => checkId === check.id)?.status;
}
