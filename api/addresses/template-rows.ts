import { type AddressRecord, addressRecordSchema } from "../../model/addresses/address-register.ts";
import { ipNumber, ipText } from "../../model/addresses/ip-range.ts";
import type { Language } from "../../model/language.ts";
import { AddressBook } from "../../posture/addresses/address-book.ts";
import { addressesOf } from "../../posture/addresses/differences.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";

/** A record for every address that the inventory declares, filled in as far as the inventory knows it. */
export function templateRows({ record, name }: InventoryEntry, language: Language): readonly AddressRecord[] {
  const { inventory } = record;
  const book = new AddressBook(undefined, { coversPrivate: true });
  const rows = inventory.assets.flatMap((asset) =>
    addressesOf({ book }, asset).map(({ address }) => {
      const text = ipText(ipNumber(address) ?? 0n);
      const site = inventory.sites.find(({ id }) => id === asset.site);
      return addressRecordSchema.parse({
        first: text,
        last: text,
        user: name[language],
        purpose: asset.name[language],
        place: site?.name[language] ?? "",
        assetId: asset.id,
        responsible: asset.owner ?? "",
      });
    }),
  );
  return [...new Map(rows.map((row) => [row.first, row])).values()];
}
