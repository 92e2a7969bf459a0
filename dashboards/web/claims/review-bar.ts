import type { SessionView } from "../../../api/contract/accounts.ts";
import type { AttestationView } from "../../../api/contract/attestations.ts";
import { may } from "../shell/may.ts";

/** Why somebody may not review what waits: it is their own, or they are no reviewer; undefined where they may, or nothing waits. */
export function reviewBar(
  { state, authors, enterpriseId, mayReview }: Pick<AttestationView, "state" | "authors" | "enterpriseId" | "mayReview">,
  session: Pick<SessionView, "actor" | "grants">,
): "own" | "role" | undefined {
  if (state !== "submitted" || mayReview) return undefined;
  if (authors.includes(session.actor)) return "own";
  return may(session, "review", enterpriseId) ? undefined : "role";
}
