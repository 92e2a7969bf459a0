import { userInfo } from "node:os";
import { noteBackup } from "../../api/backups/backups.ts";
import { systemClock } from "../../model/instant.ts";
import type { MetricsPlace } from "../../store/backup/manifest.ts";
import { type Restored, restoreBackup } from "../../store/backup/restore-backup.ts";
import { type WrittenBackup, writeBackup } from "../../store/backup/write-backup.ts";
import { schemaChanges } from "../../store/records/kysely/migrate.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { openSqliteRecords } from "../../store/records/sqlite/sqlite-records.ts";
import { centreFiles } from "../centre/data-files.ts";
import { version } from "../version.ts";
import { backupSources } from "./sources.ts";

/** Makes a backup beside a centre that may run, and notes it with its records. */
export async function backUp(data: string, into: string, withSecrets: boolean): Promise<WrittenBackup> {
  const at = systemClock.now();
  const written = await writeBackup(await backupSources(data, withSecrets), { into, at, version });
  const { name, size, manifest } = written;
  await onRecords(data, async (records) => {
    await noteBackup(records.settings, { name, size, damagedDocuments: manifest.damagedDocuments.length }, at);
    await audit(records, "backup.create", name, { bytes: size, secrets: manifest.secrets });
  });
  return written;
}

/** Puts a backup into a data folder, brings its records up to this release and notes it in their audit trail. */
export async function restore(backup: string, data: string, replace: boolean): Promise<Restored> {
  const restored = await restoreBackup({ backup, data, knownSchema: schemaChanges, replace, at: systemClock.now() });
  const { createdAt, plantwatch } = restored.manifest;
  await onRecords(data, (records) => audit(records, "backup.restore", createdAt, { writtenBy: plantwatch }));
  return restored;
}

async function onRecords(data: string, work: (records: RecordStore) => Promise<void>): Promise<void> {
  const records = await openSqliteRecords({ file: centreFiles(data).records });
  try {
    await work(records);
  } finally {
    await records.close();
  }
}

async function audit(
  records: RecordStore,
  action: string,
  target: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await records.audit.append({ at: systemClock.now(), actor: `command:${userInfo().username}`, action, target, detail });
}

/** What an operator has to do about metrics that a backup does not hold; undefined where it does. */
export function metricsAdvice(place: MetricsPlace | null): readonly string[] {
  if (place === null || place.kind === "embedded") return [];
  const { url = "", database = "" } = place;
  if (place.kind === "influx") {
    return [
      `Metrics are not in it: they are in InfluxDB at ${url}, database ${database}. On that machine, with its server running:`,
      `  influxd backup -portable -database ${database} FOLDER     and, elsewhere or after dropping the database,`,
      `  influxd restore -portable -db ${database} FOLDER`,
    ];
  }
  return [
    `Metrics are not in it, but for what the server may still lose: they are in VictoriaMetrics at ${url}, label db="${database}".`,
    `  curl ${url}/api/v1/export/native -d 'match[]={db="${database}"}' > metrics.bin     and, into another server,`,
    `  curl -X POST ${url}/api/v1/import/native -T metrics.bin`,
  ];
}
