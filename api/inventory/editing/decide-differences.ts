import { Problem } from "../../../model/problem.ts";
import type { DifferenceDecisions } from "../../contract/inventory-edits.ts";
import { departuresOf, fileDifferences, placeOf } from "./departures.ts";
import { type Difference, differences } from "./differences.ts";
import { announce, checkElements, type EditResult, type EditServices, editedValue, readGround } from "./edit-inventory.ts";
import type { Editor } from "./edit-rights.ts";
import { type Elements, elementsOf, type Fields, isWithin } from "./elements.ts";

/**
 * Decides on differences between the inventory's file and what people edited: the file's value is taken, or the edit is kept and
 * the file's present value counts as known.
 * @throws Problem `stale-edit` where another revision stands; `not-found`; `not-possible` where there is no such difference.
 */
export async function decideDifferences(
  services: EditServices,
  enterpriseId: string,
  { revision, decisions }: DifferenceDecisions,
  editor: Editor,
): Promise<EditResult> {
  const ground = await readGround(services, enterpriseId);
  const { record, file, departures: before } = ground;
  const known = new Set(fileDifferences(ground).map(placeOf));
  if (file === undefined || !decisions.every((decision) => known.has(placeOf(decision)))) {
    throw new Problem("not-possible", "The file does not differ there.", { advice: "Read the differences again." });
  }
  const [said, stands] = [elementsOf(file.inventory), elementsOf(record.inventory)];
  const taken = new Map(stands);
  for (const { element, field, take } of decisions) if (take === "file") takeFromFile(taken, said, element, field);
  const checked = checkElements(taken);
  if (!checked.ok) return checked;
  const { inventory } = checked;
  const changes = differences(stands, elementsOf(inventory));
  const at = services.clock.now();
  const decided = new Set(decisions.map(placeOf));
  const departures = departuresOf({
    file: said,
    fileBefore: said,
    inventory: elementsOf(inventory),
    before,
    by: editor.actor,
    at,
    decided: (difference: Difference) => decided.has(placeOf(difference)),
  });
  const edit = { by: editor.actor, at, changes: changes.map(editedValue) };
  const now = await services.records.inventoryEdits.save({ inventory, after: revision, at, file, departures, edit });
  await announce(services, inventory, changes, editor, at);
  return { ok: true, revision: now, inventory, changes };
}

function takeFromFile(taken: Map<string, Fields>, said: Elements, element: string, field: string | null): void {
  const fields = said.get(element);
  if (field === null) {
    for (const one of [...taken.keys()]) if (isWithin(one, element)) taken.delete(one);
    for (const [one, value] of said) if (isWithin(one, element)) taken.set(one, value);
  } else if (fields?.[field] === undefined) {
    const { [field]: _, ...rest } = taken.get(element) ?? {};
    taken.set(element, rest);
  } else {
    taken.set(element, { ...taken.get(element), [field]: fields[field] });
  }
}
