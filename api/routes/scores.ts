import { z } from "@hono/zod-openapi";
import { day } from "../../model/instant.ts";
import { listOf, timeSchema } from "../contract/common.ts";
import { paths } from "../contract/paths.ts";
import { repairViewSchema, type ScoreNodeView, scoreLineSchema, scoreStepSchema, scoreViewSchema } from "../contract/scores.ts";
import { anyRole, atEnterpriseOrSite } from "../http/access.ts";
import { type Caller, maySee, siteShown } from "../http/caller.ts";
import { answers, declareRoute } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import type { Services } from "../services.ts";
import { namesIn } from "../views/score-cause-view.ts";
import { FindingIds, repairView, type ScoreSurroundings, scoreStepView, scoreView } from "../views/score-view.ts";
import { repairsOf } from "./repairs.ts";

/** The same tree under a name, by which its description can refer to itself. */
const describedNode: z.ZodType<ScoreNodeView> = z
  .object({ ...scoreLineSchema.shape, children: z.lazy(() => z.array(describedNode)) })
  .openapi("ScoreNode");
const describedScore = scoreViewSchema.extend({ root: describedNode.nullable() });

const params = z.object({ enterprise: z.string().max(100), catalog: z.string().max(100) });
const site = z.string().max(100).optional();

const get = declareRoute(
  { method: "get", path: paths.score, access: atEnterpriseOrSite(anyRole) },
  {
    summary: "The explained score, now or as it was at a time",
    request: { params, query: z.object({ at: timeSchema.optional(), site }) },
    responses: { 200: answers(describedScore) },
  },
);
const history = declareRoute(
  { method: "get", path: paths.scoreHistory, access: atEnterpriseOrSite(anyRole) },
  {
    summary:
      "Every change of the score's figures with what moved it, oldest first; the first one is what held at the start of the range",
    request: { params, query: z.object({ from: timeSchema.optional(), to: timeSchema.optional(), site }) },
    responses: { 200: answers(listOf(scoreStepSchema)) },
  },
);
const whatIf = declareRoute(
  { method: "get", path: paths.whatIf, access: atEnterpriseOrSite(anyRole) },
  {
    summary: "Repairs ranked by gain for effort",
    request: { params, query: z.object({ site }) },
    responses: { 200: answers(listOf(repairViewSchema)) },
  },
);

/** What the history shows where no range is asked for. */
const usualRange = 30 * day;

export function scoreRoutes(services: Services): Api {
  const { records, clock } = services;
  const api = createApi();

  api.openapi(get, async (c) => {
    const { enterprise, catalog } = c.req.valid("param");
    const { at, site: asked } = c.req.valid("query");
    const siteId = siteAsked(c.get("caller"), enterprise, asked);
    const around = await surroundings(services, enterprise, catalog);
    const kept = keptFor(around.entry, siteId);
    const score = await (at === undefined
      ? records.scores.latest(enterprise, kept, catalog)
      : records.scores.at(enterprise, kept, catalog, Date.parse(at)));
    if (score === undefined) throw notFound("score yet");
    return c.json(scoreView({ ...score, siteId }, around), 200);
  });

  api.openapi(history, async (c) => {
    const { enterprise, catalog } = c.req.valid("param");
    const query = c.req.valid("query");
    const to = query.to === undefined ? clock.now() : Date.parse(query.to);
    const from = query.from === undefined ? to - usualRange : Date.parse(query.from);
    const entry = await services.book.get(enterprise);
    const siteId = keptFor(entry, siteAsked(c.get("caller"), enterprise, query.site));
    const [before, moved] = await Promise.all([
      records.scores.history(enterprise, siteId, catalog, 0, from),
      records.scores.history(enterprise, siteId, catalog, from + 1, to),
    ]);
    const held = before.at(-1);
    const { checksById: checks, objectives } = services;
    const nameOf = namesIn(entry, enterprise);
    const around = { enterpriseId: enterprise, nameOf, checks, objectives };
    const steps = [...(held === undefined ? [] : [{ ...held, at: from, causes: [] }]), ...moved];
    return c.json({ items: steps.map((step) => scoreStepView(step, around)) }, 200);
  });

  api.openapi(whatIf, async (c) => {
    const { enterprise, catalog } = c.req.valid("param");
    const around = await surroundings(services, enterprise, catalog);
    const siteId = keptFor(around.entry, siteAsked(c.get("caller"), enterprise, c.req.valid("query").site));
    const repairs = await repairsOf(enterprise, services, { catalogId: catalog, siteId });
    return c.json({ items: repairs.map((repair) => repairView(repair, around)) }, 200);
  });

  return api;
}

/** The site whose score is asked for: the one that is named, else all that the caller sees. Others answer as if they were not there. */
function siteAsked(caller: Caller, enterpriseId: string, asked: string | undefined): string | null {
  if (asked === undefined) return siteShown(caller, enterpriseId);
  if (!maySee(caller, enterpriseId, asked)) throw notFound("score yet");
  return asked;
}

/** Under which site the score is kept: that of an only site is the enterprise's own. */
function keptFor(entry: InventoryEntry | undefined, siteId: string | null): string | null {
  return siteId !== null && entry?.sites.size === 1 && entry.sites.has(siteId) ? null : siteId;
}

async function surroundings(services: Services, enterpriseId: string, catalogId: string): Promise<ScoreSurroundings> {
  const { catalogs, checksById, book, records } = services;
  const catalog = catalogs.find(({ id }) => id === catalogId);
  if (catalog === undefined) throw notFound("catalogue");
  const findings = (await records.findings.list({ enterpriseId })).filter(({ status }) => status !== "resolved");
  return { enterpriseId, entry: await book.get(enterpriseId), checks: checksById, catalog, findings: new FindingIds(findings) };
}
