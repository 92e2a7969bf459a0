import { z } from "@hono/zod-openapi";
import type { EventRecord } from "../../model/event.ts";
import { assetIdSchema, listOf, timeSchema } from "../contract/common.ts";
import { paths } from "../contract/paths.ts";
import { eventViewSchema } from "../contract/system.ts";
import { readers } from "../http/access.ts";
import { type Caller, maySee } from "../http/caller.ts";
import { answers, declareRoute } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import type { InventoryBook } from "../inventory/inventory-book.ts";
import type { Services } from "../services.ts";
import { eventView } from "../views/event-view.ts";
import { splitQualified } from "../views/names.ts";

const list = declareRoute(
  { method: "get", path: paths.timeline, access: readers },
  {
    summary: "What happened, newest first",
    request: {
      query: z.object({
        limit: z.coerce.number().int().min(1).max(1000).default(200),
        enterprise: z.string().max(100).optional(),
        asset: assetIdSchema.optional(),
        since: timeSchema.optional(),
      }),
    },
    responses: { 200: answers(listOf(eventViewSchema)) },
  },
);

export function timelineRoutes({ records, book }: Services): Api {
  return createApi().openapi(list, async (c) => {
    const { limit, enterprise, asset, since } = c.req.valid("query");
    const subject = asset === undefined ? undefined : splitQualified(asset);
    const enterpriseId = subject?.enterpriseId ?? enterprise;
    const events = await records.events.list({
      limit,
      ...(enterpriseId === undefined ? {} : { enterpriseId }),
      ...(subject === undefined ? {} : { assetId: subject.assetId }),
      ...(since === undefined ? {} : { since: Date.parse(since) }),
    });
    const known = await Promise.all(events.map((event) => mayKnow(c.get("caller"), event, book)));
    return c.json({ items: events.filter((_, index) => known[index]).map(eventView) }, 200);
  });
}

/** What concerns no enterprise (a collector, a store) is for everybody with a role; what concerns an asset also for those of its site. */
export async function mayKnow(caller: Caller, { enterpriseId, assetId }: EventRecord, book: InventoryBook): Promise<boolean> {
  if (enterpriseId === null || maySee(caller, enterpriseId)) return true;
  const site = assetId === null ? undefined : (await book.get(enterpriseId))?.assets.get(assetId)?.site;
  return site !== undefined && maySee(caller, enterpriseId, site);
}
