import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Instant } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import { copyFile, syncPath } from "./files.ts";
import { type BackupManifest, damaged } from "./manifest.ts";
import { verifyBackup } from "./read-backup.ts";

export interface RestoreOptions {
  readonly backup: string;
  /** The data folder. */
  readonly data: string;
  /** Every change of the record store's schema that this release knows. */
  readonly knownSchema: readonly string[];
  /** Puts what is there aside instead of refusing. */
  readonly replace: boolean;
  readonly at: Instant;
}

export interface Restored {
  readonly manifest: BackupManifest;
  /** Folders that hold what was there before. */
  readonly setAside: readonly string[];
}

/**
 * Puts a backup into a data folder, whole or not at all. Throws `backup-damaged` and `backup-newer` before anything is changed;
 * `data-folder-in-use` where a folder that it would fill holds something and nobody said to replace it, or where a centre runs on it.
 */
export async function restoreBackup({ backup, data, knownSchema, replace, at }: RestoreOptions): Promise<Restored> {
  const manifest = await verifyBackup(backup, knownSchema);
  const tops = [...new Set(manifest.parts.map(({ name }) => name.split("/")[0] ?? name))];
  for (const top of tops) await refuseUsed(join(data, top), replace);
  refuseRunning(manifest, data);

  const staging = join(data, ".restoring");
  await rm(staging, { recursive: true, force: true });
  try {
    for (const { name, sha256 } of manifest.parts) {
      const copied = await copyFile(join(backup, name), join(staging, name));
      if (copied.sha256 !== sha256) throw damaged(backup, `${name} changed while it was read`);
    }
    const setAside: string[] = [];
    for (const top of tops) setAside.push(...(await putInPlace(join(staging, top), join(data, top), at)));
    return { manifest, setAside };
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function refuseUsed(folder: string, replace: boolean): Promise<void> {
  if (replace || (await readdir(folder).catch(() => [])).length === 0) return;
  throw new Problem("data-folder-in-use", "There is data already where the backup would go", {
    target: folder,
    advice: "Name an empty data folder with PLANTWATCH_DATA, or say --replace, which puts what is there aside.",
  });
}

/** A file that another process has open cannot leave its write-ahead log. */
function refuseRunning({ parts }: BackupManifest, data: string): void {
  for (const { name } of parts.filter(({ kind }) => kind === "records" || kind === "metrics")) {
    const file = join(data, name);
    if (!existsSync(file)) continue;
    const database = new DatabaseSync(file, { timeout: 0 });
    try {
      database.exec("PRAGMA journal_mode = DELETE");
    } catch (cause) {
      const message = "A centre runs on this data folder";
      throw new Problem("data-folder-in-use", message, { target: file, advice: "Stop it, and restore again.", cause });
    } finally {
      database.close();
    }
  }
}

async function putInPlace(from: string, to: string, at: Instant): Promise<readonly string[]> {
  const aside = `${to}.before-${new Date(at).toISOString().replace(/[-:]|\..*$/g, "")}`;
  const free = await firstFree(aside);
  const there = existsSync(to) && (await readdir(to)).length > 0;
  if (there) await rename(to, free);
  else await rm(to, { recursive: true, force: true });
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await rename(from, to);
  await syncPath(dirname(to));
  return there ? [free] : [];
}

async function firstFree(path: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? path : `${path}-${number}`;
    if (!existsSync(candidate)) return candidate;
  }
}
