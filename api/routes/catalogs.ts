import { z } from "@hono/zod-openapi";
import { toOscalCatalog } from "../../catalogs/oscal/to-oscal-catalog.ts";
import { oscalFileName, toOscalProfile } from "../../catalogs/oscal/to-oscal-profile.ts";
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

const oscal = declareRoute(
  { method: "get", path: paths.catalogOscal, access: signedIn },
  {
    summary: "A catalogue or its profile as OSCAL 1.2.1",
    request: {
      params: z.object({ catalog: z.string().max(100) }),
      query: z.object({ model: z.enum(["catalog", "profile"]).default("catalog") }),
    },
    responses: { 200: answers(z.looseObject({})) },
  },
);

export function catalogRoutes({ catalogs }: Services): Api {
  const api = createApi();
  api.openapi(list, (c) => c.json({ items: catalogs.map(catalogSummary) }, 200));
  const find = (wanted: string) => {
    const catalog = catalogs.find(({ id }) => id === wanted);
    if (catalog === undefined) throw notFound("catalogue");
    return catalog;
  };
  api.openapi(get, (c) => c.json(catalogDetail(find(c.req.valid("param").catalog)), 200));
  api.openapi(oscal, (c) => {
    const catalog = find(c.req.valid("param").catalog);
    const { model } = c.req.valid("query");
    c.header("content-disposition", `attachment; filename="${oscalFileName(catalog.id, model)}"`);
    return c.json(model === "profile" ? { ...toOscalProfile(catalog) } : { ...toOscalCatalog(catalog) }, 200);
  });
  return api;
}
