import { z } from "@hono/zod-openapi";
import { assetIdSchema } from "../contract/common.ts";
import { type Caller, maySee } from "../http/caller.ts";
import type { InventoryBook, InventoryEntry } from "../inventory/inventory-book.ts";
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

/** Lists from every enterprise that the caller may see and asked for; others answer as if they were not there. */
export async function listVisible<T>(
  caller: Caller,
  subject: Subject,
  book: InventoryBook,
  list: (filter: SubjectFilter) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const asset = subject.asset === undefined ? undefined : splitQualified(subject.asset);
  const asked = [subject.enterprise, asset?.enterpriseId].filter((id) => id !== undefined);
  const entries = (await visibleEntries(caller, book)).filter(({ id }) => asked.every((other) => other === id));
  const lists = await Promise.all(
    entries.map(({ id }) =>
      list({
        enterpriseId: id,
        ...(asset === undefined ? {} : { assetId: asset.assetId }),
        ...(subject.check === undefined ? {} : { checkId: subject.check }),
      }),
    ),
  );
  return lists.flat();
}

/** The enterprises that the caller may see. */
export async function visibleEntries(caller: Caller, book: InventoryBook): Promise<readonly InventoryEntry[]> {
  return (await book.all()).filter(({ id }) => maySee(caller, id));
}
