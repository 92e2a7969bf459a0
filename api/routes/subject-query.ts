import { z } from "@hono/zod-openapi";
import { assetIdSchema } from "../contract/common.ts";
import { type Caller, maySee, sitesSeen } from "../http/caller.ts";
import { cutToSites, type InventoryBook, type InventoryEntry } from "../inventory/inventory-book.ts";
import { splitQualified } from "../views/names.ts";

/** Filters by what something is about, as every list has them. */
export const subjectQuery = {
  enterprise: z.string().max(100).optional(),
  asset: assetIdSchema.optional(),
  check: z.string().max(100).optional(),
};

interface Subject {
  readonly enterprise?: string | undefined;
  readonly asset?: string | undefined;
  readonly check?: string | undefined;
}

export interface SubjectFilter {
  readonly enterpriseId: string;
  readonly assetId?: string;
  readonly checkId?: string;
}

/** Lists from every enterprise and site that the caller may see and asked for; others answer as if they were not there. */
export async function listVisible<T extends object>(
  caller: Caller,
  subject: Subject,
  book: InventoryBook,
  list: (filter: SubjectFilter) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const asset = subject.asset === undefined ? undefined : splitQualified(subject.asset);
  const asked = [subject.enterprise, asset?.enterpriseId].filter((id) => id !== undefined);
  const entries = (await visibleEntries(caller, book)).filter(({ id }) => asked.every((other) => other === id));
  const lists = await Promise.all(
    entries.map(async (entry) => {
      const found = await list({
        enterpriseId: entry.id,
        ...(asset === undefined ? {} : { assetId: asset.assetId }),
        ...(subject.check === undefined ? {} : { checkId: subject.check }),
      });
      return found.filter((one) => standsIn(caller, entry, one));
    }),
  );
  return lists.flat();
}

/** Who sees some sites knows what is about an asset there; what is about no asset, or one that has left, is for the whole enterprise. */
function standsIn(caller: Caller, entry: InventoryEntry, one: object): boolean {
  if (maySee(caller, entry.id)) return true;
  return "assetId" in one && typeof one.assetId === "string" && entry.assets.has(one.assetId);
}

/** The enterprises that the caller may see, cut to the sites that the caller may see. */
export async function visibleEntries(caller: Caller, book: InventoryBook): Promise<readonly InventoryEntry[]> {
  return (await book.all()).flatMap((entry) => visiblePart(caller, entry) ?? []);
}

/** As much of an enterprise as the caller may see; undefined where that is nothing. */
export function visiblePart(caller: Caller, entry: InventoryEntry): InventoryEntry | undefined {
  const seen = sitesSeen(caller, entry.id);
  if (seen === "all") return entry;
  return seen.size === 0 ? undefined : cutToSites(entry, seen);
}
