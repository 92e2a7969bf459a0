import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Instant } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import { copyFile, filesBelow, syncPath } from "./files.ts";
import { type BackupManifest, type BackupPart, metricsPlaceSchema, newManifest, writeManifest } from "./manifest.ts";
import { readSnapshot, snapshotSqlite } from "./snapshot.ts";

export interface BackupSources {
  readonly records: string;
  /** SQLite files of the metric store; those that are not there are left out. */
  readonly metrics: readonly string[];
  readonly documents: string;
  /** Files with keys, tokens and certificates; none where they are not wanted. */
  readonly secrets: readonly string[];
  /** The data folder, from which names of parts count. */
  readonly data: string;
}

export interface BackupOptions {
  /** Folder of backups; each is a folder in it. */
  readonly into: string;
  readonly at: Instant;
  /** Release of the program. */
  readonly version: string;
}

export interface WrittenBackup {
  readonly name: string;
  readonly folder: string;
  /** Bytes of all parts. */
  readonly size: number;
  readonly manifest: BackupManifest;
}

/** Setting of the record store that says where the metrics are. */
export const metricsPlaceSetting = "metrics.place";

/**
 * Writes a backup beside a centre that may run. The records come first: what they say is stored, the documents and metrics that are
 * copied after them hold. Throws `store-unavailable`; a backup that was cut short bears the name of none.
 */
export async function writeBackup(sources: BackupSources, options: BackupOptions): Promise<WrittenBackup> {
  const name = backupName(options.at);
  const folder = join(options.into, name);
  const unfinished = join(options.into, `.${name}.unfinished`);
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  try {
    const manifest = await fill(unfinished, sources, options);
    await writeManifest(unfinished, manifest);
    await syncPath(unfinished);
    await rename(unfinished, folder);
    await syncPath(options.into);
    return { name, folder, manifest, size: manifest.parts.reduce((sum, { size }) => sum + size, 0) };
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

/** Sorts by time as a text does. */
function backupName(at: Instant): string {
  return `plantwatch-${new Date(at).toISOString().replace(/[-:]/g, "").replace(/\..*$/, "Z")}`;
}
export const backupNamePattern = /^plantwatch-\d{8}T\d{6}Z$/;

async function fill(folder: string, sources: BackupSources, { at, version }: BackupOptions): Promise<BackupManifest> {
  const { data } = sources;
  const records = join(folder, nameIn(data, sources.records));
  const parts = [await snapshotPart(folder, data, sources.records, "records")];
  const { documents, damagedDocuments } = await copyDocuments(folder, sources);
  parts.push(...documents);
  for (const file of sources.metrics) parts.push(await snapshotPart(folder, data, file, "metrics"));
  for (const file of sources.secrets) {
    const name = nameIn(data, file);
    parts.push({ name, kind: "secret", ...(await copyFile(file, join(folder, name))) });
  }
  return newManifest({
    plantwatch: version,
    createdAt: new Date(at).toISOString(),
    ...readSnapshot(records, (database) => ({
      recordsSchema: database
        .prepare("select name from kysely_migration order by name")
        .all()
        .map(({ name }) => String(name)),
      metrics: parsePlace(database.prepare("select value from settings where name = ?").get(metricsPlaceSetting)?.value),
    })),
    secrets: sources.secrets.length > 0,
    damagedDocuments,
    parts,
  });
}

function parsePlace(setting: unknown): BackupManifest["metrics"] {
  return typeof setting === "string" ? metricsPlaceSchema.parse(JSON.parse(setting)) : null;
}

async function snapshotPart(folder: string, data: string, file: string, kind: BackupPart["kind"]): Promise<BackupPart> {
  const name = nameIn(data, file);
  return { name, kind, ...(await snapshotSqlite(file, join(folder, name))) };
}

/** Documents are named by their digest; one whose bytes have another is left out and named. */
async function copyDocuments(folder: string, { documents, data }: BackupSources) {
  const copied: BackupPart[] = [];
  const damagedDocuments: string[] = [];
  for (const path of (await filesBelow(documents)).filter((file) => /^[0-9a-f]{2}\/[0-9a-f]{64}$/.test(file))) {
    const name = `${nameIn(data, documents)}/${path}`;
    const digested = await copyFile(join(documents, path), join(folder, name)).catch(unlessGone);
    if (digested === undefined) continue;
    const sha256 = path.slice(3);
    if (digested.sha256 === sha256) copied.push({ name, kind: "document", ...digested });
    else {
      damagedDocuments.push(sha256);
      await rm(join(folder, name));
    }
  }
  return { documents: copied, damagedDocuments };
}

/** A document that no record names may be dropped meanwhile. */
function unlessGone(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
  throw error;
}

function nameIn(data: string, file: string): string {
  if (!file.startsWith(`${data}/`)) throw new Problem("usage", `${file} is not below the data folder`, { target: data });
  return file.slice(data.length + 1);
}
