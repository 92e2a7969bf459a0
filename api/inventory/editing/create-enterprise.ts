import type { z } from "zod";
import { checkInventory } from "../../../model/inventory/parse-inventory.ts";
import { Problem } from "../../../model/problem.ts";
import { formatPath } from "../../../model/yaml/parse-yaml.ts";
import type { enterpriseCreateSchema } from "../../contract/inventory-edits.ts";
import { departuresOf } from "./departures.ts";
import { differences } from "./differences.ts";
import { announce, type EditResult, type EditServices, editedValue } from "./edit-inventory.ts";
import type { Editor } from "./edit-rights.ts";
import { type Elements, elementsOf } from "./elements.ts";

const nothing: Elements = new Map();

/**
 * Makes an enterprise with its first site. What people make is never simulated.
 * @throws Problem `already-exists` where the id is used.
 */
export async function createEnterprise(
  services: EditServices,
  { enterprise, site }: z.output<typeof enterpriseCreateSchema>,
  editor: Editor,
): Promise<EditResult> {
  const { records, clock } = services;
  if ((await records.inventories.get(enterprise.id)) !== undefined) throw taken(enterprise.id);
  const { zone, collector, ...own } = site;
  const checked = checkInventory({
    enterprise,
    sites: [
      {
        ...own,
        zones: zone === undefined ? [] : [zone],
        collectors: [{ id: collector, ...(zone === undefined ? {} : { zone: zone.id }) }],
      },
    ],
    assets: [],
  });
  if (!checked.ok) {
    const issues = checked.faults.map(({ path, message }) => ({
      path: formatPath(path),
      element: String(path[0]),
      field: path.at(-1) === undefined ? null : String(path.at(-1)),
      message,
    }));
    return { ok: false, issues };
  }
  const inventory = checked.value;
  const at = clock.now();
  const elements = elementsOf(inventory);
  const changes = differences(nothing, elements);
  const who = { by: editor.actor, at };
  const departures = departuresOf({
    file: nothing,
    fileBefore: nothing,
    inventory: elements,
    before: [],
    ...who,
    decided: () => true,
  });
  const edit = { ...who, changes: changes.map(editedValue) };
  const revision = await records.inventoryEdits.save({ inventory, after: 0, at, departures, edit }).catch((error: unknown) => {
    throw error instanceof Problem && error.code === "stale-edit" ? taken(enterprise.id) : error;
  });
  await announce(services, inventory, changes, editor, at);
  return { ok: true, revision, inventory, changes };
}

function taken(id: string): Problem {
  return new Problem("already-exists", `There is an enterprise "${id}" already.`, { target: id });
}
