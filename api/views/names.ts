import type { Bilingual } from "../../model/language.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";

/** An asset as the interface names it: ids are unique within an enterprise alone. */
export function qualified(enterpriseId: string, assetId: string): string {
  return `${enterpriseId}.${assetId}`;
}

export function qualifiedOrNull(enterpriseId: string | null, assetId: string | null): string | null {
  return enterpriseId === null || assetId === null ? null : qualified(enterpriseId, assetId);
}

/** The parts of a qualified id; undefined where it is none. */
export function splitQualified(id: string): { readonly enterpriseId: string; readonly assetId: string } | undefined {
  const [enterpriseId, assetId, more] = id.split(".");
  if (enterpriseId === undefined || assetId === undefined || more !== undefined) return undefined;
  return { enterpriseId, assetId };
}

/** The asset's name; its id where the inventory no longer names it. */
export function assetName(entry: InventoryEntry | undefined, assetId: string | null): Bilingual | null {
  if (assetId === null) return null;
  return entry?.assets.get(assetId)?.name ?? both(assetId);
}

export function enterpriseName(entry: InventoryEntry | undefined, enterpriseId: string): Bilingual {
  return entry?.name ?? both(enterpriseId);
}

/** A word that is the same in both languages, such as an id. */
export function both(word: string): Bilingual {
  return { "zh-CN": word, en: word };
}
