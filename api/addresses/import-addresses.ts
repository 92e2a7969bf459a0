import { createHash } from "node:crypto";
import { type AddressRegister, defaultRegisterSettings } from "../../model/addresses/address-register.ts";
import { tableRows } from "../attestations/table-rows.ts";
import type { AddressImport } from "../contract/addresses.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import type { Services } from "../services.ts";
import { readAddressTable } from "./address-table.ts";
import { listChanges } from "./list-changes.ts";
import { byPlace } from "./overlaps.ts";

export interface AddressFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A list as its import would leave it, with what that changes; undefined where a row is wrong. */
interface CheckedList {
  readonly register: AddressRegister | undefined;
  readonly changes: AddressImport;
}

type Ground = Pick<Services, "records" | "clock">;
/** The enterprise with its inventory. */
type Entry = Pick<InventoryEntry, "id" | "record">;

/** What the import of a file, CSV or XLSX, would do to the list of an enterprise; nothing is stored. */
export async function previewAddresses(ground: Ground, entry: Entry, file: AddressFile): Promise<AddressImport> {
  return (await check(ground, entry, file, "")).changes;
}

/**
 * Puts the records of a file in place of those of the list, all of them, or none where a row is wrong. The settings stay.
 * @throws Problem `stale-edit` where `version` is not the newest any more
 */
export async function importAddresses(
  ground: Ground,
  entry: Entry,
  file: AddressFile & { readonly version: number; readonly by: string },
): Promise<AddressImport> {
  const { register, changes } = await check(ground, entry, file, file.by);
  if (register === undefined) return changes;
  const next = { ...register, version: file.version + 1 };
  await ground.records.addressRegisters.save(next);
  return { ...changes, version: next.version };
}

async function check({ records, clock }: Ground, entry: Entry, file: AddressFile, by: string): Promise<CheckedList> {
  const now = clock.now();
  const before = await records.addressRegisters.current(entry.id);
  const { rows, errors } = readAddressTable(await tableRows(file.bytes), entry.record.inventory, now);
  const sorted = rows.toSorted(byPlace).map(({ record }) => record);
  const changes = { version: 0, ...listChanges(before?.records ?? [], sorted), errors: [...errors] };
  if (errors.length > 0) return { register: undefined, changes };
  const register = {
    enterpriseId: entry.id,
    settings: before?.settings ?? defaultRegisterSettings,
    records: sorted,
    source: file.name,
    sha256: createHash("sha256").update(file.bytes).digest("hex"),
    by,
    at: now,
    version: 0,
  };
  return { register, changes };
}
