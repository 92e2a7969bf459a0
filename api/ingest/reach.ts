import type { Asset } from "../../model/inventory/inventory.ts";
import { sitesOf } from "../inventory/assignment.ts";
import type { InventoryBook } from "../inventory/inventory-book.ts";

/** What a collector may deliver about: the assets of the sites that name it, by enterprise and id. */
export class Reach {
  readonly #assets: ReadonlyMap<string, ReadonlyMap<string, Asset>>;

  private constructor(assets: ReadonlyMap<string, ReadonlyMap<string, Asset>>) {
    this.#assets = assets;
  }

  static async of(collectorId: string, book: InventoryBook): Promise<Reach> {
    const entries = (await book.all()).map((entry) => {
      const sites = new Set(sitesOf(collectorId, entry).map(({ id }) => id));
      const assets = [...entry.assets].filter(([, asset]) => sites.has(asset.site));
      return [entry.id, new Map(assets)] as const;
    });
    return new Reach(new Map(entries));
  }

  asset(enterpriseId: string, assetId: string): Asset | undefined {
    return this.#assets.get(enterpriseId)?.get(assetId);
  }
}
