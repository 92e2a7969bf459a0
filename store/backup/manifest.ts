import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { describeError, Problem } from "../../model/problem.ts";
import { writeDurably } from "./files.ts";

/** The form of backups that this release writes; it reads this one and those before. */
const backupFormat = 1;
const manifestName = "manifest.json";
const manifestSum = "manifest.sha256";

/** A path inside of a backup and of a data folder: no way out of either. */
const partName = z
  .string()
  .max(400)
  .refine((name) => name.split("/").every((piece) => /^[^\\\p{C}]+$/u.test(piece) && piece !== "." && piece !== ".."));

const partSchema = z.strictObject({
  name: partName,
  kind: z.enum(["records", "metrics", "document", "secret"]),
  /** Bytes. */
  size: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type BackupPart = z.infer<typeof partSchema>;

/** Where the centre keeps its metrics; a server's are not in the backup. */
export const metricsPlaceSchema = z.strictObject({
  kind: z.enum(["embedded", "influx", "victoria-metrics"]),
  url: z.string().optional(),
  database: z.string().optional(),
});
export type MetricsPlace = z.infer<typeof metricsPlaceSchema>;

const manifestSchema = z.strictObject({
  format: z.literal(backupFormat),
  /** Release of the program that wrote it. */
  plantwatch: z.string(),
  createdAt: z.iso.datetime(),
  /** Every change of the record store's schema that had been made, in order. */
  recordsSchema: z.array(z.string()),
  metrics: metricsPlaceSchema.nullable(),
  /** Whether keys, tokens and certificates of the data folder are in it. */
  secrets: z.boolean(),
  /** Documents that were left out because their bytes are not those that were handed in. */
  damagedDocuments: z.array(z.string()),
  parts: z.array(partSchema),
});
export type BackupManifest = z.infer<typeof manifestSchema>;

export function newManifest(content: Omit<BackupManifest, "format">): BackupManifest {
  return manifestSchema.parse({ format: backupFormat, ...content });
}

/** Written last: a folder without it is no backup. `sha256sum --check manifest.sha256` says whether it is as it was written. */
export async function writeManifest(folder: string, manifest: BackupManifest): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  await writeDurably(join(folder, manifestSum), `${sha256(text)}  ${manifestName}\n`);
  await writeDurably(join(folder, manifestName), text);
}

/** Throws `backup-damaged` where the manifest is not as it was written, `backup-newer` where this release cannot know it. */
export async function readManifest(folder: string): Promise<BackupManifest> {
  const read = (name: string) =>
    readFile(join(folder, name), "utf8").catch((error: unknown) => {
      throw damaged(folder, `${name} cannot be read: ${describeError(error)}`);
    });
  const [text, sum] = [await read(manifestName), await read(manifestSum)];
  if (sum !== `${sha256(text)}  ${manifestName}\n`) throw damaged(folder, `${manifestName} has another SHA-256`);
  const content: unknown = JSON.parse(text);
  const format = z.object({ format: z.int() }).safeParse(content).data?.format ?? 0;
  if (format > backupFormat) throw newer(folder, `it has the form ${format}, and this release knows ${backupFormat}`);
  const parsed = manifestSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw damaged(folder, `${manifestName} is not a backup's: ${z.prettifyError(parsed.error)}`);
}

/** Names of the files of a backup that are no parts. */
export const manifestFiles: readonly string[] = [manifestName, manifestSum];

export function damaged(folder: string, why: string): Problem {
  return new Problem("backup-damaged", `The backup is not as it was written: ${why}`, {
    target: folder,
    advice: "Use another backup; nothing was changed.",
  });
}

export function newer(folder: string, why: string): Problem {
  return new Problem("backup-newer", `The backup comes from a later release: ${why}`, {
    target: folder,
    advice: "Restore it with the release that wrote it or a later one; nothing was changed.",
  });
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
