import { type InventoryIssue, inventoryRefusalSchema } from "../../../api/contract/inventory-edits.ts";
import { Problem } from "../../../model/problem.ts";

/** What is wrong with an edit, place by place; null where it failed for another reason. */
export function issuesOf(error: unknown): readonly InventoryIssue[] | null {
  if (!(error instanceof Problem) || error.code !== "inventory-invalid") return null;
  const parsed = inventoryRefusalSchema.safeParse(error.cause);
  return parsed.success ? parsed.data.issues : null;
}

/** Somebody else changed the inventory meanwhile. */
export function isStale(error: unknown): boolean {
  return error instanceof Problem && error.code === "stale-edit";
}
