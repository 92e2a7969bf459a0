import type { Asset } from "../../model/inventory/inventory.ts";
import { sitesOf } from "../inventory/assignment.ts";
import type { InventoryBook } from "../inventory/inventory-book.ts";

/** What a collector may deliver about: the assets and discovery ranges of the sites that name it. */
export class Reach {
  readonly #assets: ReadonlyMap<string, ReadonlyMap<string, Asset>>;
  readonly #ranges: ReadonlySet<string>;

  private constructor(assets: ReadonlyMap<string, ReadonlyMap<string, Asset>>, ranges: ReadonlySet<string>) {
    this.#assets = assets;
    this.#ranges = ranges;
  }

  static async of(collectorId: string, book: InventoryBook): Promise<Reach> {
    const ranges: string[] = [];
    const entries = (await book.all()).map((entry) => {
      const sites = sitesOf(collectorId, entry);
      const siteIds = new Set(sites.map(({ id }) => id));
      const assets = [...entry.assets].filter(([, asset]) => siteIds.has(asset.site));
      ranges.push(...sites.flatMap(({ id, discovery }) => discovery.map((range) => rangeKey(entry.id, id, range.id))));
      return [entry.id, new Map(assets)] as const;
    });
    return new Reach(new Map(entries), new Set(ranges));
  }

  /** Whether a site of the collector declares this discovery range. */
  hasRange(enterpriseId: string, siteId: string, rangeId: string): boolean {
    return this.#ranges.has(rangeKey(enterpriseId, siteId, rangeId));
  }

  asset(enterpriseId: string, assetId: string): Asset | undefined {
    return this.#assets.get(enterpriseId)?.get(assetId);
  }
}

function rangeKey(...names: readonly [enterpriseId: string, siteId: string, rangeId: string]): string {
  return JSON.stringify(names);
}
