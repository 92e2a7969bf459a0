import { existsSync } from "node:fs";
import { join } from "node:path";
import { filesBelow } from "../../store/backup/files.ts";
import type { BackupSources } from "../../store/backup/write-backup.ts";
import { centreFiles } from "../centre/data-files.ts";

/** Processes whose folders hold keys, tokens and certificates. */
const keepers = ["centre", "collector"] as const;
/** Stores that are copied as such, and what a collector makes anew: an old spool would only send again what the centre had. */
const noSecret =
  /^(centre\/(records|metrics|metrics-journal)\.sqlite|centre\/documents\/|collector\/(spool\.sqlite|assignment\.json))/;

/** What a backup of a data folder takes in. */
export async function backupSources(data: string, withSecrets: boolean): Promise<BackupSources> {
  const { records, metrics, metricsJournal, documents } = centreFiles(data);
  return {
    data,
    records,
    metrics: [metrics, metricsJournal].filter((file) => existsSync(file)),
    documents,
    secrets: withSecrets ? await secretFiles(data) : [],
  };
}

async function secretFiles(data: string): Promise<string[]> {
  const found = await Promise.all(
    keepers.map(async (keeper) => (await filesBelow(join(data, keeper))).map((file) => `${keeper}/${file}`)),
  );
  return found
    .flat()
    .filter((name) => !noSecret.test(name))
    .map((name) => join(data, name));
}
