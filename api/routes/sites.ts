import { z } from "@hono/zod-openapi";
import { paths } from "../contract/paths.ts";
import { pollingChangeSchema } from "../contract/system.ts";
import { atSite } from "../http/access.ts";
import { answers, declareRoute, jsonBody } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import { pollingChanged } from "../live/event-texts.ts";
import type { Services } from "../services.ts";

const polling = declareRoute(
  { method: "post", path: paths.sitePolling, access: atSite(["operator", "administrator"]), audit: "site.polling" },
  {
    summary: "Stop all polling of a site at once, or let it go on",
    request: {
      params: z.object({ enterprise: z.string().max(100), site: z.string().max(100) }),
      ...jsonBody(pollingChangeSchema),
    },
    responses: { 200: answers(pollingChangeSchema) },
  },
);

export function siteRoutes({ records, book, clock, hub }: Services): Api {
  return createApi().openapi(polling, async (c) => {
    const { enterprise, site: siteId } = c.req.valid("param");
    const { stopped } = c.req.valid("json");
    const site = (await book.get(enterprise))?.sites.get(siteId);
    if (site === undefined) throw notFound("site");
    const { actor } = c.get("caller");
    const at = clock.now();
    await records.collectors.setPolling(enterprise, siteId, stopped, actor, at);
    await hub.publish([pollingChanged({ at, enterpriseId: enterprise, site, stopped, actor })]);
    c.set("auditTarget", `${enterprise}/${siteId}`);
    c.set("auditDetail", { stopped });
    return c.json({ stopped }, 200);
  });
}
