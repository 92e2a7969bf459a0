import type { Attestation } from "../../model/attestation.ts";
import type { Instant } from "../../model/instant.ts";
import type { Grade } from "../../model/inventory/inventory.ts";
import { expiryOf, type FoundObjective } from "./expiry.ts";

/**
 * How an objective stands among people: nobody claimed it, a claim waits for its review or was returned, one is backed, was backed
 * and has expired, or says honestly that it is not met.
 */
export const backings = ["none", "waiting", "returned", "backed", "expired", "unmet"] as const;
export type Backing = (typeof backings)[number];

export interface Standing {
  readonly backing: Backing;
  /** The attestation that decides; undefined where there is none. */
  readonly decisive: Attestation | undefined;
  /** One that waits for its review. */
  readonly waiting: Attestation | undefined;
  /** When the decisive one stops to be good. */
  readonly expiresAt: Instant | null;
}

/** How one objective stands; `attestations` may be those of the whole enterprise. What was taken back is left out. */
export function standingOf(
  objectiveId: string,
  attestations: readonly Attestation[],
  { objectives, grade, now }: { objectives: ReadonlyMap<string, FoundObjective>; grade: Grade; now: Instant },
): Standing {
  const own = attestations
    .filter(({ about, state }) => about.kind === "objective" && about.objectiveId === objectiveId && state !== "withdrawn")
    .sort((a, b) => b.madeAt - a.madeAt || (a.id < b.id ? -1 : 1));
  const expiry = (attestation: Attestation) => expiryOf(attestation, objectives, grade);
  const isInDate = (attestation: Attestation) => (expiry(attestation) ?? Number.POSITIVE_INFINITY) > now;
  const waiting = own.find(({ state }) => state === "submitted");
  const backed = own.find((one) => isUnmet(one) || (one.state === "accepted" && isInDate(one)));
  const decisive = backed ?? waiting ?? own[0];
  if (decisive === undefined) return { backing: "none", decisive, waiting, expiresAt: null };
  return { backing: backingOf(decisive, isInDate(decisive)), decisive, waiting, expiresAt: expiry(decisive) };
}

function backingOf(attestation: Attestation, isInDate: boolean): Backing {
  if (isUnmet(attestation)) return "unmet";
  switch (attestation.state) {
    case "submitted":
      return "waiting";
    case "returned":
      return "returned";
    case "accepted":
      return isInDate ? "backed" : "expired";
    case "withdrawn":
      return "none";
  }
}

/** It takes effect without a review (scoring rule 5). */
function isUnmet({ about }: Attestation): boolean {
  return about.kind === "objective" && about.claim === "not-satisfied";
}
