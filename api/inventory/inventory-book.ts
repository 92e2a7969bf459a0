import type { Clock, Instant } from "../../model/instant.ts";
import { second } from "../../model/instant.ts";
import type { Asset, Site } from "../../model/inventory/inventory.ts";
import type { Bilingual } from "../../model/language.ts";
import type { InventoryRecord, InventoryRecords } from "../../store/records/evidence-port.ts";

/** Another centre on the same records may import, so what was read is trusted for a short time alone. */
const trustedFor = 5 * second;

/** The inventories as they are now, kept at hand since almost every answer needs their names. */
export class InventoryBook {
  readonly #records: InventoryRecords;
  readonly #clock: Clock;
  #read: { readonly at: Instant; readonly entries: Promise<ReadonlyMap<string, InventoryEntry>> } | undefined;

  constructor(records: InventoryRecords, clock: Clock) {
    this.#records = records;
    this.#clock = clock;
  }

  /** Forgets what was read, after an import. */
  refresh(): void {
    this.#read = undefined;
  }

  async all(): Promise<readonly InventoryEntry[]> {
    return [...(await this.#entries()).values()];
  }

  async get(enterpriseId: string): Promise<InventoryEntry | undefined> {
    return (await this.#entries()).get(enterpriseId);
  }

  #entries(): Promise<ReadonlyMap<string, InventoryEntry>> {
    const now = this.#clock.now();
    if (this.#read === undefined || Math.abs(now - this.#read.at) > trustedFor) {
      const entries = this.#records.all().then(index);
      this.#read = { at: now, entries };
      entries.catch(() => this.refresh());
    }
    return this.#read.entries;
  }
}

/** One enterprise's inventory with its parts found by id. */
export interface InventoryEntry {
  readonly record: InventoryRecord;
  readonly id: string;
  readonly name: Bilingual;
  readonly assets: ReadonlyMap<string, Asset>;
  readonly sites: ReadonlyMap<string, Site>;
}

function index(records: readonly InventoryRecord[]): ReadonlyMap<string, InventoryEntry> {
  return new Map(records.map((record) => [record.inventory.enterprise.id, entryOf(record)]));
}

function entryOf(record: InventoryRecord): InventoryEntry {
  const { enterprise, assets, sites } = record.inventory;
  return {
    record,
    id: enterprise.id,
    name: enterprise.name,
    assets: new Map(assets.map((asset) => [asset.id, asset])),
    sites: new Map(sites.map((site) => [site.id, site])),
  };
}

/** An enterprise as it looks to somebody who sees some of its sites. */
export function cutToSites(entry: InventoryEntry, sites: ReadonlySet<string>): InventoryEntry {
  const { inventory } = entry.record;
  return entryOf({
    ...entry.record,
    inventory: {
      ...inventory,
      sites: inventory.sites.filter(({ id }) => sites.has(id)),
      assets: inventory.assets.filter(({ site }) => sites.has(site)),
    },
  });
}
