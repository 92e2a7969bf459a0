import type { Catalog, Objective } from "../../catalogs/catalog.ts";
import type { ObjectiveClaim } from "../../model/attestation.ts";
import type { Basis, Sheet, SheetObjective } from "../../model/score.ts";
import { appliesTo } from "./applicability.ts";
import { standingClaim, standingNone } from "./claims.ts";
import { PairBook, type PairSources } from "./pair-book.ts";
import { endOfValidity } from "./validity.ts";

export interface SheetInput extends PairSources {
  readonly catalog: Catalog;
  readonly attestations: readonly ObjectiveClaim[];
}

/**
 * Writes the sheet of an enterprise or one of its sites: verdicts, findings and claims with the rules applied that come before the
 * arithmetic (staleness, unresolved findings, backing and date of claims, applicability, basis, roles, compensating measures).
 * Findings must be those that follow from the verdicts (see `advanceFindings`).
 */
export function buildSheet(input: SheetInput): Sheet {
  const { catalog, inventory } = input;
  const book = new PairBook(input);
  const objectives = catalog.tasks
    .flatMap((task) => task.controls.flatMap((control) => control.objectives))
    .filter((objective) => appliesTo(objective, catalog.profile, inventory.enterprise));
  return {
    assets: book.criticalities(),
    taskWeight: { ...catalog.profile.taskWeight },
    controlWeight: { ...catalog.profile.controlWeight },
    objectives: objectives.map((objective) => sheetObjective(objective, input, book)),
  };
}

function sheetObjective(objective: Objective, input: SheetInput, book: PairBook): SheetObjective {
  const { catalog, attestations, inventory, now } = input;
  const { profile } = catalog;
  const { grade } = inventory.enterprise;
  const terms = { profile, grade, now };
  const head = {
    id: objective.id,
    weight: profile.objectiveWeight[objective.id] ?? 1,
    method: objective.method,
    basis: basisOf(objective),
    secondary: objective.judgedBy.filter((judge) => judge.as === "secondary").map((judge) => judge.check),
  };
  if (objective.method === "EXAMINE") {
    return { ...head, pairs: [], attestation: standingClaim(objective, attestations, terms) };
  }
  const pairs = book.pairsOf(objective, (since) => endOfValidity(objective.valid, since, profile, grade));
  const none = standingNone(objective, attestations, terms);
  return { ...head, pairs, attestation: null, ...(none === undefined ? {} : { none }) };
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
