import type { InventoryRecord } from "../../../store/records/evidence-port.ts";
import type { InventoryEditRecords } from "../../../store/records/inventory-edit-port.ts";
import { fileDifferences } from "./departures.ts";

/** How many differences between file and edits wait for a decision, counted once a revision: pages ask again and again. */
export class WaitingCount {
  readonly #records: Pick<InventoryEditRecords, "ground">;
  readonly #known = new Map<string, { readonly revision: number; readonly waiting: number }>();

  constructor(records: Pick<InventoryEditRecords, "ground">) {
    this.#records = records;
  }

  async of({ inventory, revision }: Pick<InventoryRecord, "inventory" | "revision">): Promise<number> {
    const { id } = inventory.enterprise;
    const known = this.#known.get(id);
    if (known?.revision === revision) return known.waiting;
    const ground = await this.#records.ground(id);
    const waiting = fileDifferences(ground).filter((difference) => difference.waiting).length;
    if (ground.record !== undefined) this.#known.set(id, { revision: ground.record.revision, waiting });
    return waiting;
  }
}
