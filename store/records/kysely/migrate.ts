import { Migrator } from "kysely/migration";
import { Problem } from "../../../model/problem.ts";
import type { Database } from "./database.ts";
import { firstTables } from "./migrations/0001-first-tables.ts";
import { failingEndpoints } from "./migrations/0002-failing-endpoints.ts";
import { attestationTables } from "./migrations/0003-attestations.ts";
import { rectification } from "./migrations/0004-rectification.ts";
import { dutyAssignments } from "./migrations/0005-duties.ts";
import { scoreCauses } from "./migrations/0006-score-causes.ts";
import { classificationTable } from "./migrations/0007-classifications.ts";
import { discoveryTables } from "./migrations/0011-discovery.ts";
import { inventoryEditTables } from "./migrations/0012-inventory-edits.ts";
import { addressTables } from "./migrations/0014-addresses.ts";
import { attachedDocuments } from "./migrations/0015-attached-documents.ts";
import { scoresInParts } from "./migrations/0016-scores-in-parts.ts";
import { signInGuardTables } from "./migrations/0018-sign-in-guard.ts";
import { alertTables } from "./migrations/0019-alerts.ts";
import { reportTables } from "./migrations/0020-reports.ts";
import { incidentTable } from "./migrations/0021-incidents.ts";
import { receivingTables } from "./migrations/0023-receiving.ts";
import { submissionTables } from "./migrations/0024-submissions.ts";
import { leaseTables } from "./migrations/0025-leases.ts";
import { enrolmentTables } from "./migrations/0027-enrolments.ts";
import { advisoryTables } from "./migrations/0029-advisories.ts";
import { sightingTables } from "./migrations/0030-sightings.ts";
import type { DatabaseType } from "./migrations/columns.ts";

const migrationsFor = (type: DatabaseType) => ({
  "0001-first-tables": firstTables(type),
  "0002-failing-endpoints": failingEndpoints,
  "0003-attestations": attestationTables(type),
  "0004-rectification": rectification,
  "0005-duties": dutyAssignments,
  "0006-score-causes": scoreCauses,
  "0007-classifications": classificationTable,
  "0011-discovery": discoveryTables,
  "0012-inventory-edits": inventoryEditTables(type),
  "0014-addresses": addressTables,
  "0015-attached-documents": attachedDocuments,
  "0016-scores-in-parts": scoresInParts,
  "0018-sign-in-guard": signInGuardTables,
  "0019-alerts": alertTables,
  "0020-reports": reportTables,
  "0021-incidents": incidentTable,
  "0023-receiving": receivingTables,
  "0024-submissions": submissionTables,
  "0025-leases": leaseTables(type),
  "0027-enrolments": enrolmentTables,
  "0029-advisories": advisoryTables,
  "0030-sightings": sightingTables,
});

/** Every change of the schema that this release knows, in order. */
export const schemaChanges: readonly string[] = Object.keys(migrationsFor("sqlite")).sort();

/** Brings the schema up to this release, whole or not at all; several processes may try at once. */
export async function migrate(db: Database, type: DatabaseType): Promise<void> {
  const migrations = migrationsFor(type);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  if (error instanceof Problem) throw error;
  throw new Problem("store-unavailable", "The tables of the record store could not be brought up to date", {
    advice: "The database belongs to another release, or a person changed its tables; restore a backup or use that release.",
    cause: error,
  });
}
