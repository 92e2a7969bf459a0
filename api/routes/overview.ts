import { z } from "@hono/zod-openapi";
import { overviewSchema } from "../contract/overview.ts";
import { paths } from "../contract/paths.ts";
import { readers } from "../http/access.ts";
import { maySee } from "../http/caller.ts";
import { answers, declareRoute } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import type { Services } from "../services.ts";
import { catalogOverview } from "../views/overview-view.ts";

const get = declareRoute(
  { method: "get", path: paths.authorityOverview, access: readers },
  {
    summary:
      "What the enterprises that the caller sees whole come to, by catalogue, industry, type and grade; real ones unless there are none or simulated ones are asked for",
    request: { query: z.object({ simulated: z.enum(["true", "false"]).optional() }) },
    responses: { 200: answers(overviewSchema) },
  },
);

/** Answers from the newest stored scores, however many enterprises and however long their histories are. */
export function overviewRoutes({ book, records, catalogs }: Services): Api {
  const api = createApi();

  api.openapi(get, async (c) => {
    const caller = c.get("caller");
    const seen = (await book.all()).filter(({ id }) => maySee(caller, id)).map(({ record }) => record.inventory.enterprise);
    const asked = c.req.valid("query").simulated;
    const simulated = asked === undefined ? seen.every((one) => one.simulated) && seen.length > 0 : asked === "true";
    const enterprises = seen.filter((one) => one.simulated === simulated);
    const [standings, openCounts] = await Promise.all([records.scores.standings(), records.findings.openCounts()]);
    const ground = { enterprises, standings, openCounts };
    return c.json({ simulated, catalogs: catalogs.map((catalog) => catalogOverview(catalog, ground)) }, 200);
  });

  return api;
}
