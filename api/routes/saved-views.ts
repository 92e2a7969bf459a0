import { z } from "@hono/zod-openapi";
import { Problem } from "../../model/problem.ts";
import { listOf } from "../contract/common.ts";
import { paths } from "../contract/paths.ts";
import { savedViewEditSchema, savedViewSchema, viewNameSchema, viewPageSchema } from "../contract/saved-views.ts";
import { signedIn } from "../http/access.ts";
import type { Caller } from "../http/caller.ts";
import { answers, declareRoute, jsonBody, notPossible } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import type { Services } from "../services.ts";
import { isoTime } from "../views/time.ts";

const ofPage = z.object({ page: viewPageSchema });
const ofView = ofPage.extend({ name: viewNameSchema });

const list = declareRoute(
  { method: "get", path: paths.savedViews, access: signedIn },
  {
    summary: "Views of a list that the person keeps",
    request: { params: ofPage },
    responses: { 200: answers(listOf(savedViewSchema)) },
  },
);
const save = declareRoute(
  { method: "put", path: paths.savedView, access: signedIn, audit: null },
  {
    summary: "Keep a view of a list under a name; one of the same name gives way",
    request: { params: ofView, ...jsonBody(savedViewEditSchema) },
    responses: { 204: { description: "Kept" }, ...notPossible },
  },
);
const remove = declareRoute(
  { method: "delete", path: paths.savedView, access: signedIn, audit: null },
  { summary: "Forget a view", request: { params: ofView }, responses: { 204: { description: "Forgotten" } } },
);

/** More would be no help to anybody. */
const mostViews = 100;

/** What a person keeps for their own use is no change of the installation, and so is not audited. */
export function savedViewRoutes({ records, clock }: Services): Api {
  const api = createApi();

  api.openapi(list, async (c) => {
    const { userId } = c.get("caller");
    const views = userId === null ? [] : await records.savedViews.list(userId, c.req.valid("param").page);
    return c.json({ items: views.map(({ name, query, at }) => ({ name, query, at: isoTime(at) })) }, 200);
  });

  api.openapi(save, async (c) => {
    const { page, name } = c.req.valid("param");
    const userId = personOf(c.get("caller"));
    const views = await records.savedViews.list(userId, page);
    if (views.length >= mostViews && !views.some((view) => view.name === name)) {
      throw new Problem("not-possible", `At most ${mostViews} views are kept.`, { advice: "Forget one first." });
    }
    await records.savedViews.save({ userId, page, name, query: c.req.valid("json").query, at: clock.now() });
    return c.body(null, 204);
  });

  api.openapi(remove, async (c) => {
    const { page, name } = c.req.valid("param");
    if (!(await records.savedViews.remove(personOf(c.get("caller")), page, name))) throw notFound("view");
    return c.body(null, 204);
  });

  return api;
}

function personOf({ userId }: Caller): string {
  if (userId === null) throw new Problem("not-possible", "Views are kept for people, not for programs.");
  return userId;
}
