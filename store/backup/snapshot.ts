import { once } from "node:events";
import { chmod, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Worker } from "node:worker_threads";
import { describeError, Problem } from "../../model/problem.ts";
import { type Digested, digestFile, syncPath } from "./files.ts";

/**
 * Copies a SQLite file as it is at one moment, while others read and write it. Throws `store-unavailable` where the file cannot be
 * read or the copy not be written.
 */
export async function snapshotSqlite(from: string, to: string): Promise<Digested> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const worker = new Worker(new URL("./snapshot-worker.ts", import.meta.url), { workerData: { from, to }, name: "snapshot" });
  try {
    await once(worker, "exit");
  } catch (error) {
    throw new Problem("store-unavailable", `The database cannot be copied: ${describeError(error)}`, {
      target: from,
      advice: "Look at the rights and the room of the folder for backups.",
      cause: error,
    });
  }
  await chmod(to, 0o600);
  await syncPath(to);
  return digestFile(to);
}

/** Looks into a copy that nobody else has open. */
export function readSnapshot<T>(file: string, read: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return read(database);
  } finally {
    database.close();
  }
}
