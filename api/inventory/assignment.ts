import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { z } from "zod";
import { sweeperOf } from "../../model/discovery/range.ts";
import { type AssignmentInput, assignmentSchema } from "../../model/wire/batches.ts";
import type { CollectorRecords } from "../../store/records/administration-port.ts";
import type { InventoryBook, InventoryEntry } from "./inventory-book.ts";

/** What a collector polls: the assets of every site that names it, in the form that JSON carries. */
export async function assignmentOf(
  collectorId: string,
  book: InventoryBook,
  stopped: Awaited<ReturnType<CollectorRecords["stoppedSites"]>>,
): Promise<AssignmentInput> {
  const entries = [...(await book.all())].sort((a, b) => (a.id < b.id ? -1 : 1));
  const sites = entries.flatMap((entry) =>
    sitesOf(collectorId, entry).map((site) => ({
      enterpriseId: entry.id,
      siteId: site.id,
      pollingStopped: stopped.some((other) => other.enterpriseId === entry.id && other.siteId === site.id),
      assets: entry.record.inventory.assets.filter((asset) => asset.site === site.id),
      discovery: site.discovery.filter((range) => sweeperOf(range, site.collectors) === collectorId),
    })),
  );
  const revision = createHash("sha256")
    .update(canonicalize(sites) ?? "")
    .digest("hex")
    .slice(0, 16);
  return z.encode(assignmentSchema, { collectorId, revision, sites });
}

/** The sites of an enterprise that a collector looks after. */
export function sitesOf(collectorId: string, entry: InventoryEntry) {
  return entry.record.inventory.sites.filter((site) => site.collectors.some(({ id }) => id === collectorId));
}
