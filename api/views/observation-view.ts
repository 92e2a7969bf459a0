import type { StoredObservation } from "../../model/observation.ts";
import type { ObservationView } from "../contract/assets.ts";
import { qualified } from "./names.ts";
import { isoTime } from "./time.ts";

export function observationView(row: StoredObservation): ObservationView {
  return {
    id: row.id,
    assetId: qualified(row.enterpriseId, row.assetId),
    endpointId: row.endpointId,
    probe: row.probe,
    firstSeen: isoTime(row.at),
    lastSeen: isoTime(row.lastSeen),
    timesSeen: row.timesSeen,
    validForSeconds: row.validForSeconds,
    outcome: row.outcome,
    reason: row.reason ?? null,
    facts: row.facts ?? null,
    digest: row.digest,
  };
}
