import { z } from "@hono/zod-openapi";
import { observationViewSchema } from "../contract/assets.ts";
import { paths } from "../contract/paths.ts";
import { anyRole } from "../http/access.ts";
import { answers, declareRoute } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import type { Services } from "../services.ts";
import { observationView } from "../views/observation-view.ts";

export function observationRoutes({ records }: Services): Api {
  const get = declareRoute(
    {
      method: "get",
      path: paths.observation,
      access: {
        roles: anyRole,
        scope: "enterprise",
        enterpriseOf: async ({ id = "" }) => (await records.observations.get(id))?.enterpriseId,
        siteOf: async ({ id = "" }, places) => {
          const row = await records.observations.get(id);
          return row && places.siteOfAsset(row.enterpriseId, row.assetId);
        },
      },
    },
    {
      summary: "An observation with its whole facts and digest",
      request: { params: z.object({ id: z.string().max(100) }) },
      responses: { 200: answers(observationViewSchema) },
    },
  );

  return createApi().openapi(get, async (c) => {
    const row = await records.observations.get(c.req.valid("param").id);
    if (row === undefined) throw notFound("observation");
    return c.json(observationView(row), 200);
  });
}
