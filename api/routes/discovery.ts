import { z } from "@hono/zod-openapi";
import { sweptSite } from "../../model/discovery/sweep.ts";
import { hasEnded } from "../../model/discovery/task.ts";
import { Problem } from "../../model/problem.ts";
import { listOf } from "../contract/common.ts";
import { discoveryRangeViewSchema, taskCreateSchema, taskViewSchema } from "../contract/discovery.ts";
import { paths } from "../contract/paths.ts";
import { askCollector, isAskRefusal } from "../discovery/ask.ts";
import { endedBy } from "../discovery/task-board.ts";
import { anyRole, atEnterprise, readers } from "../http/access.ts";
import { maySee } from "../http/caller.ts";
import { answers, declareRoute, jsonBody, notPossible } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import { isAlive } from "../live/collector-watch.ts";
import type { Services } from "../services.ts";
import { rangeView, taskView } from "../views/discovery-view.ts";
import { editingRoles } from "./inventory-declarations.ts";

const ofEnterprise = { params: z.object({ enterprise: z.string().max(100) }) };
/** Tasks of an enterprise that a page shows. */
const shownTasks = 50;

const listRanges = declareRoute(
  { method: "get", path: paths.discoveryRanges, access: readers },
  {
    summary: "Ranges in which collectors look for undeclared devices, with their last sweep",
    request: { query: z.object({ enterprise: z.string().max(100).optional() }) },
    responses: { 200: answers(listOf(discoveryRangeViewSchema)) },
  },
);
const listTasks = declareRoute(
  { method: "get", path: paths.discoveryTasks, access: atEnterprise(anyRole) },
  {
    summary: "What collectors were asked to look at, newest first",
    request: ofEnterprise,
    responses: { 200: answers(listOf(taskViewSchema)) },
  },
);
const ask = declareRoute(
  { method: "post", path: paths.discoveryTasks, access: atEnterprise(editingRoles), audit: "discovery.ask" },
  {
    summary: "Ask a collector for a look at one address, a sweep of a declared range, or values read again and again",
    request: { ...ofEnterprise, ...jsonBody(taskCreateSchema) },
    responses: { 201: answers(taskViewSchema), ...notPossible },
  },
);

export function discoveryRoutes(services: Services): Api {
  const { records, book, clock, tasks } = services;
  const api = createApi();
  const atOwner = {
    scope: "enterprise",
    enterpriseOf: async ({ id = "" }) => (await records.discoveryTasks.get(id))?.enterpriseId,
  } as const;
  const named = { request: { params: z.object({ id: z.string().max(100) }) } };
  const get = declareRoute(
    { method: "get", path: paths.discoveryTask, access: { roles: anyRole, ...atOwner } },
    { summary: "How a task stands, with what it found", ...named, responses: { 200: answers(taskViewSchema) } },
  );
  const cancel = declareRoute(
    { method: "delete", path: paths.discoveryTask, access: { roles: editingRoles, ...atOwner }, audit: "discovery.cancel" },
    { summary: "End a task", ...named, responses: { 200: answers(taskViewSchema) } },
  );

  api.openapi(listRanges, async (c) => {
    const { enterprise } = c.req.valid("query");
    const caller = c.get("caller");
    const stopped = await records.collectors.stoppedSites();
    const heard = new Map((await records.collectors.all()).map((record) => [record.collectorId, record]));
    const entries = (await book.all()).filter(({ id }) => maySee(caller, id) && (enterprise === undefined || id === enterprise));
    const views = entries.flatMap((entry) =>
      entry.record.inventory.sites
        .filter(({ discovery }) => discovery.length > 0)
        .map(async (site) => {
          const rows = await records.observations.latest(entry.id, sweptSite(site.id));
          const pollingStopped = stopped.some((each) => each.enterpriseId === entry.id && each.siteId === site.id);
          const isHeard = (collectorId: string) => isAlive(heard.get(collectorId), clock.now());
          const around = { enterpriseId: entry.id, site, rows, isAlive: isHeard, pollingStopped };
          return site.discovery.map((range) => rangeView(range, around));
        }),
    );
    return c.json({ items: (await Promise.all(views)).flat() }, 200);
  });

  api.openapi(listTasks, async (c) => {
    const { enterprise: enterpriseId } = c.req.valid("param");
    const items = await records.discoveryTasks.list({ enterpriseId, limit: shownTasks });
    return c.json({ items: items.map(taskView) }, 200);
  });

  api.openapi(ask, async (c) => {
    const { enterprise: enterpriseId } = c.req.valid("param");
    const asked = c.req.valid("json");
    const { kind } = asked.work;
    const place = asked.work.kind === "sweep" ? asked.work.rangeId : asked.work.url;
    c.set("auditTarget", `${enterpriseId}/${asked.siteId}`);
    try {
      const task = await askCollector(services, c.get("caller"), { enterpriseId, ...asked });
      c.set("auditDetail", { task: task.id, collector: task.collectorId, kind, place });
      return c.json(taskView(task), 201);
    } catch (error) {
      if (error instanceof Problem && isAskRefusal(error.code)) {
        const { actor } = c.get("caller");
        const detail = { kind, place, reason: error.message };
        const target = `${enterpriseId}/${asked.siteId}`;
        await records.audit.append({ at: clock.now(), actor, action: "discovery.refused", target, detail });
      }
      throw error;
    }
  });

  api.openapi(get, async (c) => {
    const task = await records.discoveryTasks.get(c.req.valid("param").id);
    if (task === undefined) throw notFound("task");
    if (!hasEnded(task)) tasks.look(task.id);
    return c.json(taskView(task), 200);
  });

  api.openapi(cancel, async (c) => {
    const task = await records.discoveryTasks.get(c.req.valid("param").id);
    if (task === undefined) throw notFound("task");
    const ended = endedBy(task, { state: "cancelled", code: "cancelled", at: clock.now() });
    if (!hasEnded(task)) await records.discoveryTasks.update(ended);
    return c.json(taskView((await records.discoveryTasks.get(task.id)) ?? ended), 200);
  });

  return api;
}
