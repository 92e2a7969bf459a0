import { isIP } from "node:net";
import { z } from "zod";
import { createAddressList, isAddressRange } from "../../model/address-range.ts";

/** One entry of a collector's ceiling: an address, a range (CIDR) or a host name that is written out. */
export const ceilingEntrySchema = z
  .string()
  .refine((entry) => isAddressRange(entry) || isHostName(entry), "an address, a range such as 10.20.0.0/16, or a host name");

function isHostName(entry: string): boolean {
  return !entry.includes("/") && /^[a-z]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i.test(entry);
}

/**
 * The ceiling of a collector: what its own local file allows it to contact. The centre cannot raise it. A host name passes only
 * where it is listed by name, since what it resolves to may change.
 */
export function createCeiling(entries: readonly string[]): (host: string) => boolean {
  const ranges = createAddressList(entries.filter(isAddressRange));
  const names = new Set(entries.filter((entry) => !isAddressRange(entry)).map((entry) => entry.toLowerCase()));
  return (host) => {
    const bare = host.replace(/^\[|\]$/g, "");
    return isIP(bare) === 0 ? names.has(bare.toLowerCase()) : ranges(bare);
  };
}
