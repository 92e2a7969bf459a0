import { join, resolve } from "node:path";
import { verifyBackup } from "../../store/backup/read-backup.ts";
import { schemaChanges } from "../../store/records/kysely/migrate.ts";
import { backUp, metricsAdvice } from "../backup/by-hand.ts";
import { refuseServerRecords } from "../backup/server-records.ts";
import { notedPlace } from "../centre/record-stores.ts";
import { loadSettings } from "../config/config.ts";
import { centreDataFolder } from "../config/environment.ts";
import { keepFilesPrivate } from "../processes/private-files.ts";
import type { RegisterCommand } from "./command.ts";

interface BackupOptions {
  readonly config?: string;
  readonly to?: string;
  readonly secrets?: boolean;
}

export const register: RegisterCommand = (program) => {
  const command = program
    .command("backup")
    .description("copies records, metrics and documents of the centre on this machine, which may run meanwhile")
    .option("--config <file>", "configuration file; without it the data folder is PLANTWATCH_DATA, `data` or the demonstration's")
    .option("--to <folder>", "folder of backups (default: that of the configuration, or `backups` in the data folder)")
    .option("--secrets", "take keys, tokens and certificates of the data folder in as well")
    .action(async (options: BackupOptions) => backup(options));
  command
    .command("verify <backup>")
    .description("reads a backup whole and compares it with its manifest")
    .action(async (folder: string) => {
      const { createdAt, parts, plantwatch } = await verifyBackup(resolve(folder), schemaChanges);
      say([`${folder}: nothing wrong (${parts.length} parts, made ${createdAt} by Plantwatch ${plantwatch})`]);
    });
};

async function backup({ config, to, secrets = false }: BackupOptions): Promise<void> {
  keepFilesPrivate();
  const settings = config === undefined ? undefined : await loadSettings(config, process.env);
  const data = settings?.data ?? centreDataFolder(process.env);
  refuseServerRecords(settings?.records ?? (await notedPlace(data)));
  const into = to === undefined ? (settings?.backup?.folder ?? join(data, "backups")) : resolve(to);
  const { folder, size, manifest } = await backUp(data, into, secrets);
  const documents = manifest.parts.filter(({ kind }) => kind === "document").length;
  say([
    `${folder}`,
    `${manifest.parts.length} parts, ${documents} of them documents; ${size} bytes. The manifest has the SHA-256 of each.`,
    ...manifest.damagedDocuments.map((sha256) => `Left out, because it is damaged in the store: document ${sha256}`),
    ...metricsAdvice(manifest.metrics),
    secrets
      ? "Keys, tokens and certificates are in it: whoever has it can act as this centre and its collector."
      : "Keys, tokens and certificates of the data folder are not in it (--secrets takes them in).",
    "The records hold hashes of passwords and the key of sessions: keep the backup as safe as the data folder.",
    "Configuration and inventory files are yours, and not in it.",
  ]);
}

function say(lines: readonly string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}
