import type { Inventory } from "../../../model/inventory/inventory.ts";
import type { InventoryOperation } from "../../contract/inventory-edits.ts";
import { differences } from "../editing/differences.ts";
import { type Elements, elementsOf, isWithin } from "../editing/elements.ts";

/**
 * What an inventory file that a person hands in means for an inventory that is there: what it names is added or changed, what it does
 * not name stays. The enterprise itself stays as it is.
 */
export function fileOperations(inventory: Inventory, file: Inventory): readonly InventoryOperation[] {
  const [stands, said] = [elementsOf(inventory), elementsOf(file)];
  return differences(stands, said).flatMap(({ element, field, to }): InventoryOperation[] => {
    if (element === "enterprise" || (field === null && to === undefined)) return [];
    if (field !== null) return [{ action: "change", element, fields: { [field]: to ?? null } }];
    return [...within(said, element)].map(([one, value]) => ({ action: "add", element: one, value: { ...value } }));
  });
}

function within(elements: Elements, outer: string) {
  return [...elements].filter(([element]) => isWithin(element, outer));
}
