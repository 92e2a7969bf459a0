import { useState } from "react";
import type { InventoryIssue, InventoryOperation } from "../../../api/contract/inventory-edits.ts";
import { read, send } from "../data/api-client.ts";
import { inventory, sendEdit } from "../data/inventory-resources.ts";
import { cache } from "../data/use-query.ts";
import { isStale, issuesOf } from "./refusal.ts";

/** How an edit went; only what is not `saved` needs words. */
export type EditOutcome =
  | { readonly kind: "saved"; readonly revision: number }
  /** What was typed stays; saving again starts from what stands now. */
  | { readonly kind: "stale"; readonly revision: number }
  | { readonly kind: "refused"; readonly issues: readonly InventoryIssue[] }
  | { readonly kind: "failed"; readonly error: unknown };

/** Sends edits of an enterprise's inventory from a revision that was read, and has the pages read what changed. */
export function useEdit(enterpriseId: string) {
  const [busy, setBusy] = useState(false);
  const save = async (revision: number, operations: readonly InventoryOperation[]): Promise<EditOutcome> => {
    setBusy(true);
    try {
      const edited = await send("POST", sendEdit(enterpriseId), { revision, operations });
      return { kind: "saved", revision: edited.revision };
    } catch (error) {
      return await explained(enterpriseId, error);
    } finally {
      setBusy(false);
      refreshInventory();
    }
  };
  return { busy, save };
}

async function explained(enterpriseId: string, error: unknown): Promise<EditOutcome> {
  const issues = issuesOf(error);
  if (issues !== null) return { kind: "refused", issues };
  if (!isStale(error)) return { kind: "failed", error };
  const { value } = await read(inventory(enterpriseId));
  return { kind: "stale", revision: value.revision };
}

/** Everything that shows the inventory is read again. */
export function refreshInventory(): void {
  cache.refresh((path) => path.startsWith("/enterprises") || path.startsWith("/assets"));
}
