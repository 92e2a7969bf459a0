import type { Instant } from "../../model/instant.ts";
import type { Inventory } from "../../model/inventory/inventory.ts";
import type { InventoryRecord } from "./evidence-port.ts";

/** What an inventory file said when it was imported last. */
export interface FileInventory {
  readonly inventory: Inventory;
  /** The file, and its SHA-256. */
  readonly source: string;
  readonly hash: string;
  readonly importedAt: Instant;
}

/** Where the inventory is otherwise than its file, since a person edited it. */
export interface Departure {
  /** Address of the part, such as `assets/plc-1`, and its field; null: the whole part. */
  readonly element: string;
  readonly field: string | null;
  /** The file's value that the person knew who edited it or kept the edit; absent where the file had none. */
  readonly seen?: unknown;
  readonly by: string;
  readonly at: Instant;
}

/** One value that an edit changed; absent where there was or is none. */
export interface EditedValue {
  readonly element: string;
  readonly field: string | null;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** An edit as it was made, kept for ever. */
export interface KeptEdit {
  readonly enterpriseId: string;
  /** The revision that it led to; for a late one the revision that it was meant for. */
  readonly revision: number;
  readonly by: string;
  readonly at: Instant;
  /** Came after somebody else's and did not count. */
  readonly late: boolean;
  readonly changes: readonly EditedValue[];
}

/** Everything that an edit or an import of an enterprise's inventory starts from. */
export interface InventoryGround {
  /** As it stands; absent before the first. */
  readonly record?: InventoryRecord;
  /** Absent where it was made on the page alone. */
  readonly file?: FileInventory;
  readonly departures: readonly Departure[];
}

/** The next state of an enterprise's inventory. */
export interface NextInventory {
  readonly inventory: Inventory;
  /** The stored revision that it follows; 0 for the first. */
  readonly after: number;
  readonly at: Instant;
  readonly file?: FileInventory;
  readonly departures: readonly Departure[];
  /** The edit that led here; absent for an import. */
  readonly edit?: Omit<KeptEdit, "enterpriseId" | "revision" | "late">;
}

/** Changes of inventories, by import and by edit. */
export interface InventoryEditRecords {
  ground(enterpriseId: string): Promise<InventoryGround>;
  /** Stores revision `after + 1` whole; where another revision stands, nothing, and throws a Problem `stale-edit`. Answers the revision. */
  save(next: NextInventory): Promise<number>;
  /** Keeps an edit that came too late to count, so that what was written is not lost. */
  keepLate(edit: Omit<KeptEdit, "late">): Promise<void>;
  /** Newest first. */
  list(enterpriseId: string, limit: number): Promise<readonly KeptEdit[]>;
}
