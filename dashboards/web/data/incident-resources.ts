import { listOf } from "../../../api/contract/common.ts";
import { incidentViewSchema } from "../../../api/contract/incidents.ts";
import { apiRoot, paths } from "../../../api/contract/paths.ts";
import type { Language } from "../../../model/language.ts";
import { fill, search } from "./fill-path.ts";
import { cache } from "./use-query.ts";

/** What the pages of incident reports read and send. */

export const incidents = (enterprise: string) => ({
  path: fill(paths.incidents, { enterprise }),
  schema: listOf(incidentViewSchema),
});
export const newIncident = (enterprise: string) => ({ path: fill(paths.incidents, { enterprise }), schema: incidentViewSchema });
export const incident = (enterprise: string, id: string) => ({
  path: fill(paths.incident, { enterprise, incident: id }),
  schema: incidentViewSchema,
});

/** Where the browser gets a draft as a file. */
export function incidentFile(enterprise: string, id: string, query: { format: "pdf" | "docx"; lang: Language }): string {
  return apiRoot + fill(paths.incidentFile, { enterprise, incident: id }) + search(query);
}

/** Incidents and the calendar that shows their deadlines are read again. */
export function refreshIncidents(): void {
  cache.refresh((path) => path.includes("/incidents") || path.includes("/calendar"));
}
