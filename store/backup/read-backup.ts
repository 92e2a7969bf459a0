import { join } from "node:path";
import { describeError } from "../../model/problem.ts";
import { digestFile, filesBelow } from "./files.ts";
import { type BackupManifest, damaged, manifestFiles, newer, readManifest } from "./manifest.ts";

/**
 * Reads a backup whole and compares every byte with its manifest. Throws `backup-damaged` for the first part that is missing, changed or
 * one too many, and `backup-newer` where the records have a schema that is not among `knownSchema`.
 */
export async function verifyBackup(folder: string, knownSchema: readonly string[]): Promise<BackupManifest> {
  const manifest = await readManifest(folder);
  const unknown = manifest.recordsSchema.find((change) => !knownSchema.includes(change));
  if (unknown !== undefined) {
    throw newer(folder, `its records have the change "${unknown}" (written by Plantwatch ${manifest.plantwatch})`);
  }
  const expected = new Set([...manifestFiles, ...manifest.parts.map(({ name }) => name)]);
  const extra = (await filesBelow(folder)).find((name) => !expected.has(name));
  if (extra !== undefined) throw damaged(folder, `${extra} is in no manifest`);
  for (const { name, size, sha256 } of manifest.parts) {
    const found = await digestFile(join(folder, name)).catch((error: unknown) => {
      throw damaged(folder, `${name} cannot be read: ${describeError(error)}`);
    });
    if (found.size !== size) throw damaged(folder, `${name} has ${found.size} bytes and should have ${size}`);
    if (found.sha256 !== sha256) throw damaged(folder, `${name} has another SHA-256`);
  }
  return manifest;
}
