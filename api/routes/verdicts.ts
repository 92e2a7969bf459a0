import { z } from "@hono/zod-openapi";
import { severitySchema } from "../../model/severity.ts";
import { verdictStatusSchema } from "../../model/verdict.ts";
import { listOf, verdictViewSchema } from "../contract/common.ts";
import { paths } from "../contract/paths.ts";
import { readers } from "../http/access.ts";
import { answers, declareRoute } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { pageOf, pageQuery } from "../http/paging.ts";
import type { Services } from "../services.ts";
import { verdictView } from "../views/verdict-view.ts";
import { listVisible, subjectQuery } from "./subject-query.ts";

const list = declareRoute(
  { method: "get", path: paths.verdicts, access: readers },
  {
    summary: "Current verdicts",
    request: {
      query: z.object({
        ...pageQuery,
        ...subjectQuery,
        severity: severitySchema.optional(),
        status: verdictStatusSchema.optional(),
      }),
    },
    responses: { 200: answers(listOf(verdictViewSchema)) },
  },
);

export function verdictRoutes({ records, book, checksById }: Services): Api {
  return createApi().openapi(list, async (c) => {
    const { limit, cursor, status, severity, ...subject } = c.req.valid("query");
    const rest = { ...(status === undefined ? {} : { status }), ...(severity === undefined ? {} : { severity }) };
    const verdicts = await listVisible(c.get("caller"), subject, book, (filter) => records.verdicts.list({ ...filter, ...rest }));
    const { items, ...next } = pageOf(verdicts, { limit, cursor });
    return c.json({ items: items.map((verdict) => verdictView(verdict, checksById)), ...next }, 200);
  });
}
