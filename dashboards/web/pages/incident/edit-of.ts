import type { IncidentEdit, IncidentView } from "../../../../api/contract/incidents.ts";

/** An edit that changes nothing, to be changed in part. */
export function editOf(incident: IncidentView): IncidentEdit {
  const { title, summary, impact, cause, measures, next, contact, version, discoveredAt, handledAt, grade, told } = incident;
  return { title, summary, impact, cause, measures, next, contact, version, discoveredAt, handledAt, grade, told };
}
