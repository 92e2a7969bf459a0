import { BlockList, isIP } from "node:net";
import { z } from "zod";

/** One entry of a collector's ceiling: an address, a range (CIDR) or a host name that is written out. */
export const ceilingEntrySchema = z
  .string()
  .refine(
    (entry) => isRange(entry) || isIP(entry) !== 0 || isHostName(entry),
    "an address, a range such as 10.20.0.0/16, or a host name",
  );

function isHostName(entry: string): boolean {
  return !entry.includes("/") && /^[a-z]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i.test(entry);
}

function isRange(entry: string): boolean {
  const [address = "", prefix = ""] = entry.split("/");
  const family = isIP(address);
  return family !== 0 && /^\d+$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128);
}

/**
 * The ceiling of a collector: what its own local file allows it to contact. The centre cannot raise it. A host name passes only
 * where it is listed by name, since what it resolves to may change.
 */
export function createCeiling(entries: readonly string[]): (host: string) => boolean {
  const ranges = new BlockList();
  const names = new Set<string>();
  for (const entry of entries) {
    const [address = "", prefix] = entry.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (isIP(address) === 0) names.add(entry.toLowerCase());
    else if (prefix === undefined) ranges.addAddress(address, family);
    else ranges.addSubnet(address, Number(prefix), family);
  }
  return (host) => {
    const bare = host.replace(/^\[|\]$/g, "");
    const family = isIP(bare);
    if (family === 0) return names.has(bare.toLowerCase());
    return ranges.check(bare, family === 6 ? "ipv6" : "ipv4");
  };
}
