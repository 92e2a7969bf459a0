import type { AddressField, AddressRecord } from "../../model/addresses/address-register.ts";
import { addressFieldNames } from "../../model/messages/addresses.ts";
import type { AddressImport } from "../contract/addresses.ts";
import { fields } from "./address-columns.ts";

type ListChanges = Pick<AddressImport, "count" | "unchanged" | "added" | "removed" | "changed">;

/** How a list differs from the one before, by range. */
export function listChanges(before: readonly AddressRecord[], after: readonly AddressRecord[]): ListChanges {
  const known = new Map(before.map((record) => [recordAddress(record), record]));
  const added: string[] = [];
  const changed: ListChanges["changed"] = [];
  for (const record of after) {
    const address = recordAddress(record);
    const earlier = known.get(address);
    known.delete(address);
    if (earlier === undefined) added.push(address);
    else {
      const differing = fields.filter((field: AddressField) => earlier[field] !== record[field]);
      if (differing.length > 0) changed.push({ address, fields: differing.map((field) => addressFieldNames[field]) });
    }
  }
  const unchanged = after.length - added.length - changed.length;
  return { count: after.length, unchanged, added, removed: [...known.keys()], changed };
}

/** The address or range of a record, as the page names it. */
export function recordAddress({ first, last }: Pick<AddressRecord, "first" | "last">): string {
  return first === last ? first : `${first}-${last}`;
}
