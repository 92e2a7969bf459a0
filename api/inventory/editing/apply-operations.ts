import type { InventoryIssue, InventoryOperation } from "../../contract/inventory-edits.ts";
import { type Elements, type Fields, isWithin, surrounding } from "./elements.ts";

/** The parts after some operations, or what does not fit. */
export type Applied =
  | { readonly ok: true; readonly elements: Elements }
  | { readonly ok: false; readonly issues: readonly InventoryIssue[] };

/** Applies operations one after the other; whether the result is a sound inventory is not looked at. */
export function applyOperations(elements: Elements, operations: readonly InventoryOperation[]): Applied {
  const after = new Map(elements);
  const issues: InventoryIssue[] = [];
  for (const operation of operations) {
    const message = applyOne(after, operation);
    if (typeof message === "object") issues.push({ path: operation.element, element: operation.element, ...message });
  }
  return issues.length === 0 ? { ok: true, elements: after } : { ok: false, issues };
}

type Complaint = Pick<InventoryIssue, "field" | "message"> | undefined;

function applyOne(after: Map<string, Fields>, operation: InventoryOperation): Complaint {
  const { element } = operation;
  if (operation.action === "add") return add(after, element, operation.value);
  if (!after.has(element)) return { field: null, message: "is not there; somebody may have removed it" };
  if (operation.action === "change") return change(after, element, operation.fields);
  if (element === "enterprise") return { field: null, message: "an enterprise cannot be removed" };
  for (const address of [...after.keys()]) if (isWithin(address, element)) after.delete(address);
  return undefined;
}

const innerLists: Readonly<Record<string, readonly string[]>> = { sites: ["zones", "conduits"], assets: ["endpoints"] };

function add(after: Map<string, Fields>, element: string, value: Fields): Complaint {
  if (after.has(element)) return { field: "id", message: "is used already; ids must differ" };
  const outer = surrounding(element);
  if (outer !== undefined && !after.has(outer)) return { field: null, message: `there is no ${outer}` };
  const parts = element.split("/");
  const id = parts.at(-1) ?? "";
  if (value.id !== undefined && value.id !== id) return { field: "id", message: `expected ${id}` };
  const lists = outer === undefined ? (innerLists[parts[0] ?? ""] ?? []) : [];
  const own = Object.entries(value).filter(([field, one]) => !lists.includes(field) && one !== null && one !== undefined);
  after.set(element, { ...Object.fromEntries(own), id });
  for (const list of lists) {
    const complaint = addList(after, `${element}/${list}`, list, value[list]);
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}

function addList(after: Map<string, Fields>, address: string, field: string, list: unknown): Complaint {
  if (list === undefined || list === null) return undefined;
  if (!Array.isArray(list)) return { field, message: "expected a list" };
  for (const item of list) {
    if (typeof item !== "object" || item === null || typeof item.id !== "string" || item.id.includes("/")) {
      return { field, message: "expected parts with an id" };
    }
    const complaint = add(after, `${address}/${item.id}`, { ...item });
    if (complaint !== undefined) return { field, message: `"${item.id}" ${complaint.message}` };
  }
  return undefined;
}

function change(after: Map<string, Fields>, element: string, fields: Fields): Complaint {
  if (fields.id !== undefined) return { field: "id", message: "an id stays as it is" };
  if (element === "enterprise" && fields.simulated !== undefined)
    return { field: "simulated", message: "simulated and real never change into each other" };
  const kept = { ...after.get(element), ...fields };
  after.set(element, Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== null)));
  return undefined;
}
