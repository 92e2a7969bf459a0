import type { CalendarEntry } from "../../../../../api/contract/classification.ts";
import { to } from "../../../routes.ts";

/** Where an entry is seen to. */
export function entryAddress(
  { findingId, objectiveId, attestationId, assetId, incidentId, kind }: CalendarEntry,
  enterpriseId: string,
): string {
  if (incidentId !== null) return to.incident(enterpriseId, incidentId);
  if (findingId !== null) return to.finding(findingId);
  if (objectiveId !== null) return to.objective(enterpriseId, objectiveId);
  if (attestationId !== null) return to.attestation(attestationId);
  if (assetId !== null && kind === "retirement") return to.compliance({ enterprise: enterpriseId, view: "work" });
  return to.compliance({ enterprise: enterpriseId, view: "classification" });
}
