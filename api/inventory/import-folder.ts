import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Instant } from "../../model/instant.ts";
import type { Inventory } from "../../model/inventory/inventory.ts";
import { parseInventory } from "../../model/inventory/parse-inventory.ts";
import { describeError, Problem } from "../../model/problem.ts";
import { formatIssue } from "../../model/yaml/parse-yaml.ts";
import type { FileInventory } from "../../store/records/inventory-edit-port.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { importEdited } from "./editing/import-edited.ts";

/** How the import of one file went. */
export type FileImport =
  | {
      readonly file: string;
      readonly outcome: "imported" | "unchanged";
      /** With what people edited. */
      readonly inventory: Inventory;
      readonly hash: string;
      /** How many edits the file contradicts anew; they stand until a person decides. */
      readonly waiting: number;
    }
  /** Nothing of it was taken; what was imported before stays. Every line says where and what. */
  | { readonly file: string; readonly outcome: "refused"; readonly problems: readonly string[] };

type Records = Pick<RecordStore, "inventories" | "inventoryEdits">;

/** A file as it was read last, so that a wrong one is reported once and not at every look. */
export type SeenFiles = Map<string, string>;

/**
 * Imports every YAML file of a folder whose content changed since the last look. A wrong file is kept out as a whole; a second
 * file for one enterprise is refused, since they would take turns.
 */
export async function importFolder(
  folder: string,
  records: Records,
  seen: SeenFiles,
  now: Instant,
): Promise<readonly FileImport[]> {
  const files = (await listFiles(folder)).filter((name) => /\.ya?ml$/.test(name)).sort();
  const results: FileImport[] = [];
  const owners = new Map<string, string>();
  for (const { inventory, source } of await records.inventories.all()) {
    if (files.some((name) => join(folder, name) === source)) owners.set(inventory.enterprise.id, source);
  }
  for (const name of files) {
    const result = await importFile(join(folder, name), records, { seen, owners, now });
    if (result !== undefined) results.push(result);
  }
  return results;
}

interface Look {
  readonly seen: SeenFiles;
  /** The file that each enterprise comes from. */
  readonly owners: Map<string, string>;
  readonly now: Instant;
}

async function importFile(file: string, records: Records, look: Look): Promise<FileImport | undefined> {
  const content = await readContent(file);
  if (typeof content !== "string") return { file, outcome: "refused", problems: [`${file}: ${content.problem}`] };
  const hash = createHash("sha256").update(content).digest("hex");
  if (look.seen.get(file) === hash) return undefined;
  const result = await importContent(file, content, hash, records, look);
  // Only now: where the store failed, the next look tries again.
  look.seen.set(file, hash);
  return result;
}

async function importContent(file: string, content: string, hash: string, records: Records, look: Look): Promise<FileImport> {
  const parsed = parseInventory(content, file);
  if (!parsed.ok) return { file, outcome: "refused", problems: parsed.issues.map(formatIssue) };
  const { id } = parsed.value.enterprise;
  const owner = look.owners.get(id) ?? file;
  if (owner !== file) return { file, outcome: "refused", problems: [`${file}: enterprise "${id}" comes from ${owner} already`] };
  look.owners.set(id, file);
  const said: FileInventory = { inventory: parsed.value, source: file, hash, importedAt: look.now };
  const result = await importEdited(records.inventoryEdits, said);
  if (!result.ok) return { file, outcome: "refused", problems: result.problems.map((problem) => `${file}: ${problem}`) };
  return { file, hash, ...result };
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    throw new Problem("inventory-unreadable", `The inventory folder cannot be read: ${describeError(cause)}`, {
      target: folder,
      advice: "Name an existing folder with one YAML file for each enterprise.",
      cause,
    });
  }
}

async function readContent(file: string): Promise<string | { problem: string }> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    return { problem: describeError(error) };
  }
}
