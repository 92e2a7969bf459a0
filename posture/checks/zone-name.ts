import type { Inventory } from "../../model/inventory/inventory.ts";
import type { Bilingual } from "../../model/language.ts";

/** The name of a site's zone; its id where the inventory does not know it. */
export function zoneName({ sites }: Inventory, siteId: string, zoneId: string): Bilingual {
  const zones = sites.find(({ id }) => id === siteId)?.zones ?? [];
  return zones.find(({ id }) => id === zoneId)?.name ?? { "zh-CN": zoneId, en: zoneId };
}
