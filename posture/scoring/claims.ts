import type { Objective, Profile } from "../../catalogs/catalog.ts";
import type { Claim, ObjectiveClaim } from "../../model/attestation.ts";
import type { Instant } from "../../model/instant.ts";
import type { Grade } from "../../model/inventory/inventory.ts";
import type { SheetObjective } from "../../model/score.ts";
import { compareText } from "./order.ts";
import { endOfValidity } from "./validity.ts";

type SheetClaim = NonNullable<SheetObjective["attestation"]>;
type NoneStatement = NonNullable<SheetObjective["none"]>;

/** What decides whether a claim is in date. */
export interface ClaimTerms {
  readonly profile: Profile;
  readonly grade: Grade;
  readonly now: Instant;
}

/**
 * The claim that stands for an EXAMINE objective (scoring rule 5). A backed claim, or an honest "not satisfied", takes the place of
 * what was claimed before it; one without backing does so only where it promises less, so that writing a claim down never raises
 * a number.
 */
export function standingClaim(
  objective: Objective,
  attestations: readonly ObjectiveClaim[],
  terms: ClaimTerms,
): SheetClaim | null {
  let standing: SheetClaim | null = null;
  for (const attestation of inOrder(objective, attestations)) {
    if (attestation.claim === "no-such-asset") continue;
    const claim: SheetClaim = {
      claim: attestation.claim,
      document: attestation.documents.length > 0,
      reviewed: isReviewed(attestation),
      valid: isInDate(objective, attestation, terms),
    };
    if (standing === null || takesEffect(claim) || promise(claim) < promise(standing) || isEmptyRenewal(claim, standing)) {
      standing = claim;
    }
  }
  return standing;
}

/** The statement "no such asset" for a TEST objective (scoring rule 3): a good one if there is any, else the newest. */
export function standingNone(
  objective: Objective,
  attestations: readonly ObjectiveClaim[],
  terms: ClaimTerms,
): NoneStatement | undefined {
  const statements = inOrder(objective, attestations)
    .filter((attestation) => attestation.claim === "no-such-asset")
    .map((attestation) => ({ reviewed: isReviewed(attestation), valid: isStatementInDate(attestation, terms) }));
  return statements.find((statement) => statement.reviewed && statement.valid) ?? statements.at(-1);
}

function inOrder(objective: Objective, attestations: readonly ObjectiveClaim[]): ObjectiveClaim[] {
  return attestations
    .filter((attestation) => attestation.objectiveId === objective.id)
    .sort((a, b) => a.madeAt - b.madeAt || compareText(a.id, b.id));
}

function takesEffect(claim: SheetClaim): boolean {
  return claim.claim === "not-satisfied" || isBacked(claim);
}

function isBacked({ document, reviewed, valid }: SheetClaim): boolean {
  return document && reviewed && valid;
}

/** Both unbacked and worth the same: the younger one is shown. */
function isEmptyRenewal(claim: SheetClaim, standing: SheetClaim): boolean {
  return !takesEffect(standing) && promise(claim) === promise(standing);
}

/** How much the claim promises, were it proved. */
function promise({ claim }: SheetClaim): number {
  const order: Readonly<Record<Claim, number>> = { "not-satisfied": 0, partial: 1, satisfied: 2, "not-applicable": 2 };
  return order[claim];
}

/** A second person, never the first one. */
function isReviewed({ by, reviewedBy }: ObjectiveClaim): boolean {
  return reviewedBy !== null && reviewedBy !== by;
}

function isInDate({ valid }: Objective, claim: ObjectiveClaim, { profile, grade, now }: ClaimTerms): boolean {
  const { issuedAt = claim.madeAt, validUntil } = claim;
  // Only the date on the paper tells how long a certificate or a contract is good for; without one nothing is shown.
  if (validUntil === null && (valid === "certificate" || valid === "contract")) return false;
  const end = endOfValidity(valid, issuedAt, profile, grade);
  return isBefore(now, validUntil) && isBefore(now, end);
}

/** A statement about the inventory is good for the grade's assessment period, whatever the objective's own validity is. */
function isStatementInDate(statement: ObjectiveClaim, { profile, grade, now }: ClaimTerms): boolean {
  const { issuedAt = statement.madeAt, validUntil } = statement;
  return isBefore(now, validUntil) && isBefore(now, endOfValidity({ period: "assess" }, issuedAt, profile, grade));
}

function isBefore(now: Instant, end: Instant | null): boolean {
  return end === null || now < end;
}
