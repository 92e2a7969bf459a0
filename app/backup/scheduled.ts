import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { BackupPlan } from "../../api/backups/plan.ts";
import type { Clock } from "../../model/instant.ts";
import { backupNamePattern, writeBackup } from "../../store/backup/write-backup.ts";
import type { BackupConfig } from "../config/backup-config.ts";
import { version } from "../version.ts";
import { backupSources } from "./sources.ts";

/** Backups as the configuration asks for them; the centre says when. */
export function backupPlan(data: string, { folder, every, keep, secrets }: BackupConfig, clock: Clock): BackupPlan {
  return {
    everyMs: every,
    async make() {
      const written = await writeBackup(await backupSources(data, secrets), { into: folder, at: clock.now(), version });
      await removeOld(folder, keep);
      const { name, size, manifest } = written;
      return { name, size, damagedDocuments: manifest.damagedDocuments.length };
    },
  };
}

/** Removes the oldest beyond the number that is kept; what bears another name is somebody else's. */
async function removeOld(folder: string, keep: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => backupNamePattern.test(name)).sort();
  for (const name of names.slice(0, -keep)) await rm(join(folder, name), { recursive: true, force: true });
}
