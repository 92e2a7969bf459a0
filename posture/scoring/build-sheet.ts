import type { Catalog, Objective } from "../../catalogs/catalog.ts";
import type { ObjectiveClaim } from "../../model/attestation.ts";
import type { Basis, Sheet, SheetObjective } from "../../model/score.ts";
import { runToEnd, type Steps } from "../steps.ts";
import { appliesTo } from "./applicability.ts";
import { standingClaim, standingNone } from "./claims.ts";
import { type ObjectivePairs, pairsOf } from "./objective-pairs.ts";
import { groundPairs, type PairGround, type PairSources } from "./pair-ground.ts";
import { endOfValidity } from "./validity.ts";

export interface SheetInput extends PairSources {
  readonly catalog: Catalog;
  readonly attestations: readonly ObjectiveClaim[];
}

/** A sheet with what the next one of the same enterprise, site and catalogue can take over from it. */
export interface KeptSheet {
  readonly catalog: Catalog;
  readonly grade: number;
  readonly sheet: Sheet;
  readonly pairs: ReadonlyMap<string, ObjectivePairs>;
}

/**
 * Writes the sheet of an enterprise or one of its sites: verdicts, findings and claims with the rules applied that come before the
 * arithmetic (staleness, unresolved findings, backing and date of claims, applicability, basis, roles, compensating measures).
 * Findings must be those that follow from the verdicts (see `advanceFindings`).
 */
export function buildSheet(input: SheetInput): Sheet {
  return runToEnd(buildSheetInSteps(input, groundPairs(input))).sheet;
}

/**
 * The same in steps of one objective, over a ground that several catalogues share. What is equal to the sheet `before` is the same
 * object in the new one: assets, objectives, pairs.
 */
export function* buildSheetInSteps(input: SheetInput, ground: PairGround, before?: KeptSheet): Steps<KeptSheet> {
  const { catalog, inventory, attestations, siteId = null } = input;
  const { grade } = inventory.enterprise;
  const known = before?.catalog === catalog && before.grade === grade ? before : undefined;
  const old = new Map(known?.sheet.objectives.map((objective) => [objective.id, objective]));
  const claims = Map.groupBy(attestations, ({ objectiveId }) => objectiveId);
  const nominals = new Map(ground.checks.map((check) => [check.id, check.severity]));
  const objectives: SheetObjective[] = [];
  const pairs = new Map<string, ObjectivePairs>();
  for (const objective of objectivesOf(catalog)) {
    if (!appliesTo(objective, catalog.profile, inventory.enterprise)) continue;
    const endOf = (since: number) => endOfValidity(objective.valid, since, catalog.profile, grade);
    const own = pairsOf(objective, ground, { siteId, endOf, nominals }, known?.pairs.get(objective.id));
    const written = sheetObjective(objective, own, claims.get(objective.id) ?? [], input);
    const last = old.get(objective.id);
    pairs.set(objective.id, own);
    objectives.push(last !== undefined && isSameObjective(last, written) ? last : written);
    yield;
  }
  const { taskWeight, controlWeight } = catalog.profile;
  const assets = criticalities(ground, siteId, known?.sheet.assets);
  return {
    catalog,
    grade,
    pairs,
    sheet: { assets, taskWeight: { ...taskWeight }, controlWeight: { ...controlWeight }, objectives },
  };
}

function objectivesOf({ tasks }: Catalog): Objective[] {
  return tasks.flatMap((task) => task.controls.flatMap((control) => control.objectives));
}

/** Criticality of every asset in scope. */
function criticalities({ subjects }: PairGround, siteId: string | null, before: Sheet["assets"] | undefined): Sheet["assets"] {
  const inScope = [...subjects].filter(([, subject]) => siteId === null || subject.siteId === siteId);
  const same =
    before !== undefined &&
    Object.keys(before).length === inScope.length &&
    inScope.every(([id, { criticality }]) => before[id] === criticality);
  return same ? before : Object.fromEntries(inScope.map(([id, { criticality }]) => [id, criticality]));
}

function sheetObjective(
  objective: Objective,
  { pairs }: ObjectivePairs,
  claims: readonly ObjectiveClaim[],
  { catalog: { profile }, inventory, now }: SheetInput,
): SheetObjective {
  const terms = { profile, grade: inventory.enterprise.grade, now };
  const head = {
    id: objective.id,
    weight: profile.objectiveWeight[objective.id] ?? 1,
    method: objective.method,
    basis: basisOf(objective),
    secondary: objective.judgedBy.filter((judge) => judge.as === "secondary").map((judge) => judge.check),
  };
  if (objective.method === "EXAMINE") {
    return { ...head, pairs: [], attestation: standingClaim(objective, claims, terms) };
  }
  const none = standingNone(objective, claims, terms);
  return { ...head, pairs, attestation: null, ...(none === undefined ? {} : { none }) };
}

/** Whether an objective of the same catalogue stands as it stood. */
function isSameObjective(a: SheetObjective, b: SheetObjective): boolean {
  const samePairs = a.pairs === b.pairs || (a.pairs.length === 0 && b.pairs.length === 0);
  return samePairs && JSON.stringify([a.attestation, a.none]) === JSON.stringify([b.attestation, b.none]);
}

const basisByLetter: Readonly<Record<Objective["basis"][number], Basis>> = {
  D: "opinions",
  G: "measures",
  C: "measures",
  X: "measures",
  S: "standard",
  H: "house",
  V: "encouraged",
};

/** Rule 6: the first letter decides. */
function basisOf({ basis: [first = "D"] }: Objective): Basis {
  return basisByLetter[first];
}
