import { z } from "@hono/zod-openapi";
import { day } from "../../model/instant.ts";
import { readDuties } from "../attestations/duty-list.ts";
import { listOf } from "../contract/common.ts";
import { dutyAssignmentSchema, dutyAssignmentViewSchema, dutySchema } from "../contract/duties.ts";
import { paths } from "../contract/paths.ts";
import { anyRole, atEnterprise } from "../http/access.ts";
import { answers, declareRoute, jsonBody, staleEdit } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import type { Services } from "../services.ts";
import { isoTime } from "../views/time.ts";

const list = declareRoute(
  { method: "get", path: paths.duties, access: atEnterprise(anyRole) },
  {
    summary: "What is owed, by whom and until when: claims, renewals, reviews, retirements, rectifications",
    request: {
      params: z.object({ enterprise: z.string().max(100) }),
      query: z.object({ within: z.coerce.number().int().min(1).max(366).default(30) }),
    },
    responses: { 200: answers(listOf(dutySchema)) },
  },
);
const assign = declareRoute(
  { method: "put", path: paths.duty, access: atEnterprise(["assessor", "reviewer", "administrator"]), audit: "duty.assign" },
  {
    summary: "Say who sees to an objective, and by when",
    request: {
      params: z.object({ enterprise: z.string().max(100), objective: z.string().max(100) }),
      ...jsonBody(dutyAssignmentSchema),
    },
    responses: { 200: answers(dutyAssignmentViewSchema), ...staleEdit },
  },
);

export function dutyRoutes(services: Services): Api {
  const { records, book, objectives, clock } = services;
  const api = createApi();

  api.openapi(list, async (c) => {
    const { enterprise } = c.req.valid("param");
    const entry = await book.get(enterprise);
    if (entry === undefined) throw notFound("enterprise");
    const duties = await readDuties(services, entry, c.get("caller"), c.req.valid("query").within * day);
    return c.json({ items: duties }, 200);
  });

  api.openapi(assign, async (c) => {
    const { enterprise, objective } = c.req.valid("param");
    const { version, assignee, dueAt } = c.req.valid("json");
    if (!objectives.has(objective) || (await book.get(enterprise)) === undefined) throw notFound("objective");
    const assignment = {
      enterpriseId: enterprise,
      objectiveId: objective,
      assignee,
      dueAt: dueAt === null ? null : Date.parse(dueAt),
      by: c.get("caller").actor,
      at: clock.now(),
      version: version + 1,
    };
    await records.duties.assign(assignment);
    c.set("auditTarget", `${enterprise}/${objective}`);
    c.set("auditDetail", { assignee, dueAt, version: assignment.version });
    const { by, at } = assignment;
    return c.json({ objectiveId: objective, assignee, dueAt, version: assignment.version, by, at: isoTime(at) }, 200);
  });

  return api;
}
