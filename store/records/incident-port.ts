import type { Incident } from "../../model/incident.ts";

export interface IncidentRecords {
  /** Newest discovery first. */
  list(enterpriseId: string): Promise<readonly Incident[]>;
  get(id: string): Promise<Incident | undefined>;
  /** Inserts version 1 or updates; a stored version other than `version - 1` throws a Problem `stale-edit`. */
  save(incident: Incident): Promise<void>;
}
