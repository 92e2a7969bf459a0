import { z } from "zod";

export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(1000).default(500),
  cursor: z.string().max(200).optional(),
};

/** Cuts one page out of a list that is at hand; the cursor is the place behind the page. */
export function pageOf<T>(
  all: readonly T[],
  request: { limit: number; cursor?: string | undefined },
): { items: T[]; next?: string } {
  const parsed = Number(request.cursor ?? 0);
  const start = Number.isSafeInteger(parsed) && parsed > 0 ? parsed : 0;
  const end = start + request.limit;
  const items = all.slice(start, end);
  return end < all.length ? { items, next: String(end) } : { items };
}
