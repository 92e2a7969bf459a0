import { z } from "@hono/zod-openapi";
import { matrixSchema } from "../contract/matrix.ts";
import { paths } from "../contract/paths.ts";
import { anyRole, atEnterprise } from "../http/access.ts";
import { answers, declareRoute } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import type { Services } from "../services.ts";
import { matrixView } from "../views/matrix-view.ts";

const get = declareRoute(
  { method: "get", path: paths.matrix, access: atEnterprise(anyRole) },
  {
    summary: "The controls of a catalogue with their status, claims and dates",
    request: { params: z.object({ enterprise: z.string().max(100), catalog: z.string().max(100) }) },
    responses: { 200: answers(matrixSchema) },
  },
);

export function matrixRoutes({ records, book, catalogs, objectives, clock }: Services): Api {
  return createApi().openapi(get, async (c) => {
    const { enterprise: enterpriseId, catalog: catalogId } = c.req.valid("param");
    const catalog = catalogs.find(({ id }) => id === catalogId);
    const entry = await book.get(enterpriseId);
    if (catalog === undefined || entry === undefined) throw notFound("catalogue");
    const [score, attestations, assignments] = await Promise.all([
      records.scores.latest(enterpriseId, null, catalogId),
      records.attestations.list(enterpriseId),
      records.duties.list(enterpriseId),
    ]);
    const { enterprise } = entry.record.inventory;
    return c.json(matrixView({ catalog, enterprise, score, attestations, assignments, objectives, now: clock.now() }), 200);
  });
}
