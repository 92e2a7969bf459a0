import type { Catalog, Objective } from "../../catalogs/catalog.ts";
import type { Attestation } from "../../model/attestation.ts";
import type { Instant } from "../../model/instant.ts";
import type { Grade } from "../../model/inventory/inventory.ts";
import { endOfValidity } from "../scoring/validity.ts";

export interface FoundObjective {
  readonly catalog: Catalog;
  readonly objective: Objective;
}

/** Every objective of the catalogues, by id. */
export function objectivesById(catalogs: readonly Catalog[]): ReadonlyMap<string, FoundObjective> {
  return new Map(
    catalogs.flatMap((catalog) =>
      catalog.tasks
        .flatMap((task) => task.controls)
        .flatMap((control) => control.objectives)
        .map((objective): [string, FoundObjective] => [objective.id, { catalog, objective }]),
    ),
  );
}

/**
 * When an attestation stops to be good: by the date on its document or by the period of the objective's profile, whichever comes
 * first; null where neither ends it. A statement "no such asset" is good for the assessment period of the grade.
 */
export function expiryOf(
  { about, issuedAt, validUntil }: Pick<Attestation, "about" | "issuedAt" | "validUntil">,
  objectives: ReadonlyMap<string, FoundObjective>,
  grade: Grade,
): Instant | null {
  const found = about.kind === "objective" ? objectives.get(about.objectiveId) : undefined;
  if (about.kind !== "objective" || found === undefined) return validUntil;
  const validity = about.claim === "no-such-asset" ? ({ period: "assess" } as const) : found.objective.valid;
  const end = endOfValidity(validity, issuedAt, found.catalog.profile, grade);
  if (end === null || validUntil === null) return end ?? validUntil;
  return Math.min(end, validUntil);
}
