import { z } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { type DiscoveryTask, hasEnded, taskAnswerSchema, taskOrderSchema, taskReportSchema } from "../../model/discovery/task.ts";
import { second } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import { paths } from "../contract/paths.ts";
import { noteFindings } from "../discovery/note-found.ts";
import { collectorOnly } from "../http/access.ts";
import { answers, declareRoute, jsonBody, storageRefusals } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import { taskRefused } from "../live/discovery-texts.ts";
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
  const { records, clock, tasks } = services;
  const api = createApi();

  api.openapi(next, async (c) => {
    const { collector } = c.req.valid("param");
    const task = await tasks.next(collector, c.req.valid("query").wait * second, c.req.raw.signal);
    if (task === undefined) return c.body(null, 204);
    const { id, enterpriseId, siteId, work } = task;
    return c.json({ id, enterpriseId, siteId, work }, 200);
  });

  api.openapi(report, async (c) => {
    const { collector, id } = c.req.valid("param");
    const task = await records.discoveryTasks.get(id);
    if (task === undefined || task.collectorId !== collector) throw notFound("task");
    const said = c.req.valid("json");
    const now: DiscoveryTask = { ...task, state: said.state, changedAt: clock.now(), report: said };
    const updated = await records.discoveryTasks.update(now);
    if (updated) await follow(services, now);
    if (!updated || hasEnded(now)) tasks.forget(id);
    // A preview whose page was left keeps the device from others.
    return c.json({ goOn: updated && !(task.work.kind === "watch" && tasks.isLeft(id)) }, 200);
  });

  return api;
}

/** What follows from a task's end: proposals from what was found, and word of what was refused. */
async function follow(services: Services, task: DiscoveryTask): Promise<void> {
  const { records, hub, clock } = services;
  const findings = task.report?.findings;
  if (task.state === "done" && findings !== undefined) await noteFindings(services, task, findings);
  if (task.state !== "refused") return;
  const { enterpriseId, siteId, collectorId, id, report } = task;
  await hub.publish([taskRefused(task, clock.now())]);
  await records.audit.append({
    at: clock.now(),
    actor: `collector:${collectorId}`,
    action: "discovery.refused",
    target: `${enterpriseId}/${siteId}`,
    detail: { task: id, reason: report?.reason?.code ?? "refused" },
  });
}
