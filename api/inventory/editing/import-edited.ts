import type { Inventory } from "../../../model/inventory/inventory.ts";
import { Problem } from "../../../model/problem.ts";
import type { FileInventory, InventoryEditRecords, InventoryGround } from "../../../store/records/inventory-edit-port.ts";
import { departuresOf, fileDifferences } from "./departures.ts";
import { checkElements } from "./edit-inventory.ts";
import { type Elements, elementsOf } from "./elements.ts";
import { mergeFile } from "./merge-file.ts";

export type EditedImport =
  | {
      readonly ok: true;
      readonly outcome: "imported" | "unchanged";
      readonly inventory: Inventory;
      /** Differences that somebody has to decide on since this import. */
      readonly waiting: number;
    }
  | { readonly ok: false; readonly problems: readonly string[] };

const nothing: Elements = new Map();
const mostAttempts = 5;

/**
 * Imports what a file says where its hash is new. What people edited stays, and is a difference from then on. A file that cannot
 * be brought together with the edits is refused as a whole.
 */
export async function importEdited(records: InventoryEditRecords, file: FileInventory): Promise<EditedImport> {
  for (let attempt = 1; ; attempt += 1) {
    const ground = await records.ground(file.inventory.enterprise.id);
    if (ground.record !== undefined && ground.file?.hash === file.hash)
      return { ok: true, outcome: "unchanged", inventory: ground.record.inventory, waiting: 0 };
    try {
      return await importOnto(records, ground, file);
    } catch (error) {
      // Somebody edited in between; the next attempt keeps that edit, too.
      if (attempt === mostAttempts || !(error instanceof Problem) || error.code !== "stale-edit") throw error;
    }
  }
}

async function importOnto(records: InventoryEditRecords, ground: InventoryGround, file: FileInventory): Promise<EditedImport> {
  const merged = merge(ground, file);
  if (!merged.ok) return merged;
  const { inventory } = merged;
  const at = file.importedAt;
  const departures = departuresOf({
    file: elementsOf(file.inventory),
    fileBefore: ground.file === undefined ? nothing : elementsOf(ground.file.inventory),
    inventory: elementsOf(inventory),
    before: ground.departures,
    by: "",
    at,
    decided: () => false,
  });
  const revision = await records.save({ inventory, after: ground.record?.revision ?? 0, at, file, departures });
  const record = { inventory, revision, source: file.source, hash: file.hash, importedAt: at };
  const waiting = fileDifferences({ record, file, departures }).filter((difference) => difference.waiting).length;
  return { ok: true, outcome: "imported", inventory, waiting };
}

function merge(
  { record, file: base }: InventoryGround,
  { inventory }: FileInventory,
): { readonly ok: true; readonly inventory: Inventory } | { readonly ok: false; readonly problems: readonly string[] } {
  if (record === undefined) return { ok: true, inventory };
  const { id, simulated } = record.inventory.enterprise;
  if (simulated !== inventory.enterprise.simulated) {
    const [was, is] = simulated ? ["simulated", "real"] : ["real", "simulated"];
    return { ok: false, problems: [`enterprise.simulated: "${id}" is ${was} here and cannot become ${is}; give it another id`] };
  }
  const checked = checkElements(
    mergeFile({
      base: base === undefined ? nothing : elementsOf(base.inventory),
      edited: elementsOf(record.inventory),
      file: elementsOf(inventory),
    }),
  );
  if (checked.ok) return checked;
  return {
    ok: false,
    problems: checked.issues.map(({ path, message }) => `${path}: with what was edited on the page, ${message}`),
  };
}
