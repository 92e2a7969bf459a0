import type { Inventory } from "../../../model/inventory/inventory.ts";
import { checkInventory } from "../../../model/inventory/parse-inventory.ts";
import { Problem } from "../../../model/problem.ts";
import { formatPath } from "../../../model/yaml/parse-yaml.ts";
import type { InventoryRecord } from "../../../store/records/evidence-port.ts";
import type { EditedValue, InventoryGround } from "../../../store/records/inventory-edit-port.ts";
import type { InventoryIssue, InventoryOperation } from "../../contract/inventory-edits.ts";
import { inventoryEdited } from "../../live/inventory-texts.ts";
import type { Services } from "../../services.ts";
import { applyOperations } from "./apply-operations.ts";
import { departuresOf, placeOf } from "./departures.ts";
import { type Difference, differences } from "./differences.ts";
import { demandPermitted, type Editor } from "./edit-rights.ts";
import { assemble, type Elements, elementsOf, surrounding } from "./elements.ts";

/** An edit of an enterprise's inventory. */
export interface EditRequest {
  readonly enterpriseId: string;
  /** The revision that the person saw (`InventoryRecord.revision`). */
  readonly revision: number;
  readonly operations: readonly InventoryOperation[];
  readonly editor: Editor;
}

export type EditResult =
  | { readonly ok: true; readonly revision: number; readonly inventory: Inventory; readonly changes: readonly Difference[] }
  /** Nothing was changed. Every issue names the path and what is expected there. */
  | { readonly ok: false; readonly issues: readonly InventoryIssue[] };

/** The services that an edit uses. */
export type EditServices = Pick<Services, "records" | "clock" | "book" | "hub" | "judgeSoon">;

/**
 * Changes an inventory, whole or not at all, by the rules of inventory files. An asset that is removed stays known as a leftover
 * until its retirement is reviewed. The caller audits (`changes` says what to note).
 * @throws Problem `stale-edit` where another revision stands, the edit is kept then; `not-found`; `forbidden` for what the editor may not change.
 */
export async function editInventory(services: EditServices, request: EditRequest): Promise<EditResult> {
  const { enterpriseId, editor, operations } = request;
  const ground = await readGround(services, enterpriseId);
  if (ground.record.revision !== request.revision) return refuseStale(services, request);
  const prepared = prepareEdit(ground.record.inventory, operations, editor);
  if (!prepared.ok) return prepared;
  const at = services.clock.now();
  const who = { by: editor.actor, at };
  const { file, departures: before } = ground;
  const base: Elements = file === undefined ? new Map() : elementsOf(file.inventory);
  const departures = departuresOf({
    file: base,
    fileBefore: base,
    inventory: elementsOf(prepared.inventory),
    before,
    ...who,
    decided: touching(prepared.changes),
  });
  try {
    const revision = await services.records.inventoryEdits.save({
      inventory: prepared.inventory,
      after: request.revision,
      at,
      ...(file === undefined ? {} : { file }),
      departures,
      edit: { ...who, changes: prepared.changes.map(editedValue) },
    });
    await announce(services, prepared.inventory, prepared.changes, editor, at);
    return { ...prepared, revision };
  } catch (error) {
    if (error instanceof Problem && error.code === "stale-edit") return refuseStale(services, request);
    throw error;
  }
}

/** Whether a place is among what was changed, or in a part that came or went whole. */
function touching(changes: readonly Difference[]): (place: Difference) => boolean {
  const touched = new Set(changes.map(placeOf));
  const isWhole = (element: string | undefined) => element !== undefined && touched.has(placeOf({ element, field: null }));
  return (place) => touched.has(placeOf(place)) || isWhole(place.element) || isWhole(surrounding(place.element));
}

/** What an edit would change, without making it. */
export async function previewEdit(services: EditServices, request: EditRequest): Promise<EditResult> {
  const { record } = await readGround(services, request.enterpriseId);
  if (record.revision !== request.revision) throw staleEdit(request.enterpriseId);
  const prepared = prepareEdit(record.inventory, request.operations, request.editor);
  return prepared.ok ? { ...prepared, revision: record.revision } : prepared;
}

/**
 * Adds one asset with its endpoints, in the form of inventory files, to whatever revision stands; an id that is used already is
 * an issue.
 * @throws Problem as `editInventory`, besides `stale-edit`, since nothing that stands is changed.
 */
export async function addAsset(
  services: EditServices,
  request: {
    readonly enterpriseId: string;
    readonly asset: { readonly id: string } & Readonly<Record<string, unknown>>;
    readonly editor: Editor;
  },
): Promise<EditResult> {
  const { enterpriseId, asset, editor } = request;
  const operations = [{ action: "add", element: `assets/${asset.id}`, value: { ...asset } }] as const;
  for (let attempt = 1; ; attempt += 1) {
    const { record } = await readGround(services, enterpriseId);
    try {
      return await editInventory(services, { enterpriseId, revision: record.revision, operations, editor });
    } catch (error) {
      if (attempt === mostAttempts || !(error instanceof Problem) || error.code !== "stale-edit") throw error;
    }
  }
}

const mostAttempts = 5;

type Prepared =
  | { readonly ok: true; readonly inventory: Inventory; readonly changes: readonly Difference[] }
  | { readonly ok: false; readonly issues: readonly InventoryIssue[] };

function prepareEdit(inventory: Inventory, operations: readonly InventoryOperation[], editor: Editor): Prepared {
  const before = elementsOf(inventory);
  const applied = applyOperations(before, operations);
  if (!applied.ok) return applied;
  const checked = checkElements(applied.elements);
  if (!checked.ok) return checked;
  demandPermitted(inventory, checked.inventory, editor);
  return { ok: true, inventory: checked.inventory, changes: differences(before, elementsOf(checked.inventory)) };
}

/** The inventory that the parts make up, or what is wrong with it by path and part. */
export function checkElements(
  elements: Elements,
): { readonly ok: true; readonly inventory: Inventory } | { readonly ok: false; readonly issues: readonly InventoryIssue[] } {
  const { value, locate } = assemble(elements);
  const checked = checkInventory(value);
  if (checked.ok) return { ok: true, inventory: checked.value };
  return {
    ok: false,
    issues: checked.faults.map(({ path, message }) => ({ path: formatPath(path), ...locate(path), message })),
  };
}

/** What an enterprise's edits start from. Throws `not-found` where there is no inventory. */
export async function readGround(
  { records }: Pick<Services, "records">,
  enterpriseId: string,
): Promise<InventoryGround & { readonly record: InventoryRecord }> {
  const ground = await records.inventoryEdits.ground(enterpriseId);
  if (ground.record === undefined) throw new Problem("not-found", "No such enterprise.");
  return { ...ground, record: ground.record };
}

async function refuseStale({ records, clock, book }: EditServices, request: EditRequest): Promise<never> {
  // Another centre on the same records may have edited; whoever looks next shall see what stands.
  book.refresh();
  const { enterpriseId, revision, operations, editor } = request;
  await records.inventoryEdits.keepLate({
    enterpriseId,
    revision,
    by: editor.actor,
    at: clock.now(),
    changes: operations.flatMap(intended),
  });
  throw staleEdit(enterpriseId);
}

function intended(operation: InventoryOperation): EditedValue[] {
  const { element } = operation;
  if (operation.action === "remove") return [{ element, field: null }];
  if (operation.action === "add") return [{ element, field: null, to: operation.value }];
  return Object.entries(operation.fields).map(([field, to]) => ({ element, field, to }));
}

function staleEdit(enterpriseId: string): Problem {
  return new Problem("stale-edit", "The inventory was changed meanwhile.", {
    target: enterpriseId,
    advice: "What you wrote is kept. Compare with what stands now and repeat the edit if it still applies.",
  });
}

/** A change as it is kept: JSON has no undefined. */
export function editedValue({ element, field, from, to }: Difference): EditedValue {
  return { element, field, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** Lets everything that rests on inventories know. */
export async function announce(
  { book, hub, judgeSoon }: EditServices,
  inventory: Inventory,
  changes: readonly Difference[],
  { actor }: Editor,
  at: number,
): Promise<void> {
  book.refresh();
  await hub.publish([inventoryEdited(inventory, changes.length, actor, at)]);
  judgeSoon(inventory.enterprise.id);
}
