import { type Incident, incidentDeadline } from "../../model/incident.ts";
import type { Instant } from "../../model/instant.ts";
import type { IncidentClockView } from "../contract/classification.ts";
import type { IncidentView } from "../contract/incidents.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import { isoTime, isoTimeOrNull } from "./time.ts";

export function incidentView(
  incident: Incident,
  {
    entry,
    clocks,
    now,
  }: { readonly entry: InventoryEntry; readonly clocks: readonly IncidentClockView[]; readonly now: Instant },
): IncidentView {
  const { discoveredAt, handledAt, told, at, findingIds, ...rest } = incident;
  return {
    ...rest,
    findingIds: [...findingIds],
    enterpriseName: entry.name,
    simulated: entry.record.inventory.enterprise.simulated,
    discoveredAt: isoTime(discoveredAt),
    handledAt: isoTimeOrNull(handledAt),
    told: told.map((one) => ({ clockId: one.clockId, at: isoTime(one.at) })),
    at: isoTime(at),
    clocks: clocks.map((clock) => {
      const { id, title, to, withinHours, source, confirmed } = clock;
      const dueAt = incidentDeadline(incident, clock);
      const toldAt = told.find(({ clockId }) => clockId === id)?.at ?? null;
      const overdue = dueAt !== null && (toldAt ?? now) > dueAt;
      const times = { dueAt: isoTimeOrNull(dueAt), toldAt: isoTimeOrNull(toldAt), overdue };
      return { id, title, to, withinHours, source, confirmed, ...times };
    }),
  };
}
