import { z } from "@hono/zod-openapi";
import { catalogDetailSchema, catalogSummarySchema } from "../contract/catalogs.ts";
import { listOf } from "../contract/common.ts";
import { paths } from "../contract/paths.ts";
import { signedIn } from "../http/access.ts";
import { answers, declareRoute } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import type { Services } from "../services.ts";
import { catalogDetail, catalogSummary } from "../views/catalog-view.ts";

const list = declareRoute(
  { method: "get", path: paths.catalogs, access: signedIn },
  { summary: "The catalogues that are switched on", responses: { 200: answers(listOf(catalogSummarySchema)) } },
);
const get = declareRoute(
  { method: "get", path: paths.catalog, access: signedIn },
  {
    summary: "A catalogue with its tasks, controls and objectives",
    request: { params: z.object({ catalog: z.string().max(100) }) },
    responses: { 200: answers(catalogDetailSchema) },
  },
);

export function catalogRoutes({ catalogs }: Services): Api {
  const api = createApi();
  api.openapi(list, (c) => c.json({ items: catalogs.map(catalogSummary) }, 200));
  api.openapi(get, (c) => {
    const catalog = catalogs.find(({ id }) => id === c.req.valid("param").catalog);
    if (catalog === undefined) throw notFound("catalogue");
    return c.json(catalogDetail(catalog), 200);
  });
  return api;
}
