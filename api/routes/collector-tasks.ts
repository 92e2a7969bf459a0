import { z } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { taskAnswerSchema, taskOrderSchema, taskReportSchema } from "../../model/discovery/task.ts";
import { second } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import { paths } from "../contract/paths.ts";
import { orderOf, reportTask } from "../discovery/report-task.ts";
import { collectorOnly } from "../http/access.ts";
import { answers, declareRoute, jsonBody, storageRefusals } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import type { Services } from "../services.ts";

/** Bytes of a report with the findings of 247 units. */
const largestReport = 16 * 1024 * 1024;
const limit = bodyLimit({
  maxSize: largestReport,
  onError: () => {
    throw new Problem("too-large", `A report may have ${largestReport} bytes.`);
  },
});

const next = declareRoute(
  { method: "get", path: paths.collectorNextTask, access: collectorOnly },
  {
    summary: "The next task of a collector, as soon as there is one",
    request: {
      params: z.object({ collector: z.string().max(100) }),
      query: z.object({ wait: z.coerce.number().min(0).max(15).default(0) }),
    },
    responses: { 200: answers(taskOrderSchema), 204: { description: "None came" } },
  },
);
const report = declareRoute(
  { method: "post", path: paths.collectorTask, access: collectorOnly, audit: null },
  {
    summary: "How a task stands; the answer says whether it is to go on",
    middleware: [limit],
    request: {
      params: z.object({ collector: z.string().max(100), id: z.string().max(100) }),
      ...jsonBody(taskReportSchema),
    },
    responses: { 200: answers(taskAnswerSchema), ...storageRefusals },
  },
);

export function collectorTaskRoutes(services: Services): Api {
  const { tasks } = services;
  const api = createApi();

  api.openapi(next, async (c) => {
    const { collector } = c.req.valid("param");
    const task = await tasks.next(collector, c.req.valid("query").wait * second, c.req.raw.signal);
    if (task === undefined) return c.body(null, 204);
    return c.json(orderOf(task), 200);
  });

  api.openapi(report, async (c) => {
    const { collector, id } = c.req.valid("param");
    return c.json(await reportTask(services, collector, id, c.req.valid("json")), 200);
  });

  return api;
}
