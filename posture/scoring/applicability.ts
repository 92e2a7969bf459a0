import type { Objective, Profile } from "../../catalogs/catalog.ts";
import type { Enterprise } from "../../model/inventory/inventory.ts";

/**
 * Whether an objective concerns an enterprise by type and grade (scoring rule 6). A condition that only a person can tell applies
 * until a claim says no.
 */
export function appliesTo({ id }: Pick<Objective, "id">, profile: Profile, { types, grade }: Enterprise): boolean {
  const applicability = profile.applicability[id];
  if (applicability === undefined) return true;
  return applicability.grades.includes(grade) && types.some((type) => applicability.types.includes(type));
}

/** Objectives that the state only encourages stay out of the number. */
export function isEncouraged({ basis: [first] }: Pick<Objective, "basis">): boolean {
  return first === "V";
}
