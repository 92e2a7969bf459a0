import { z } from "@hono/zod-openapi";
import { day } from "../../model/instant.ts";
import { listOf } from "../contract/common.ts";
import { enterpriseDetailSchema, enterpriseSummarySchema } from "../contract/enterprises.ts";
import { paths } from "../contract/paths.ts";
import { anyRole, atEnterpriseOrSite, readers } from "../http/access.ts";
import { type Caller, maySee, siteShown } from "../http/caller.ts";
import { answers, declareRoute } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import type { Services } from "../services.ts";
import { enterpriseDetail, enterpriseSummary, mainCatalogId } from "../views/enterprise-view.ts";
import { summarize } from "../views/score-view.ts";
import { visibleEntries, visiblePart } from "./subject-query.ts";

const list = declareRoute(
  { method: "get", path: paths.enterprises, access: readers },
  { summary: "The enterprises that the caller may see", responses: { 200: answers(listOf(enterpriseSummarySchema)) } },
);
const get = declareRoute(
  { method: "get", path: paths.enterprise, access: atEnterpriseOrSite(anyRole) },
  {
    summary: "An enterprise with its sites",
    request: { params: z.object({ enterprise: z.string().max(100) }) },
    responses: { 200: answers(enterpriseDetailSchema) },
  },
);

export function enterpriseRoutes(services: Services): Api {
  const { book, records } = services;
  const api = createApi();

  api.openapi(list, async (c) => {
    const entries = await visibleEntries(c.get("caller"), book);
    return c.json({ items: await Promise.all(entries.map((entry) => summaryOf(entry, services, c.get("caller")))) }, 200);
  });

  api.openapi(get, async (c) => {
    const whole = await book.get(c.req.valid("param").enterprise);
    const entry = whole && visiblePart(c.get("caller"), whole);
    if (entry === undefined) throw notFound("enterprise");
    const stopped = await records.collectors.stoppedSites();
    return c.json(enterpriseDetail(await summaryOf(entry, services, c.get("caller")), entry, stopped), 200);
  });

  return api;
}

/** Figures of the enterprise; of one site for those who see no more. */
async function summaryOf(entry: InventoryEntry, { records, pulse, clock, catalogs }: Services, caller: Caller) {
  const now = clock.now();
  const siteId = siteShown(caller, entry.id);
  const main = mainCatalogId(catalogs);
  const [findings, score, earlier] = await Promise.all([
    findingsShown(entry, records, caller),
    records.scores.latest(entry.id, siteId, main, "objectives"),
    records.scores.at(entry.id, siteId, main, now - day, "objectives"),
  ]);
  const [first] = earlier === undefined ? await records.scores.history(entry.id, siteId, main, now - day, now) : [];
  const before = earlier === undefined ? first : summarize(earlier);
  return enterpriseSummary(entry, {
    findings,
    silentAssets: [...entry.assets.keys()].filter((assetId) => pulse.isSilent(entry.id, assetId, now)).length,
    score: score === undefined ? null : summarize(score),
    scoreBefore: before ?? null,
  });
}

/** Those of the enterprise; those at assets of one site for those who see no more. */
async function findingsShown(entry: InventoryEntry, records: Services["records"], caller: Caller) {
  if (maySee(caller, entry.id)) return records.findings.counts(entry.id);
  const findings = await records.findings.list({ enterpriseId: entry.id });
  return findings.flatMap(({ assetId, severity, status }) =>
    assetId !== null && entry.assets.has(assetId) ? [{ severity, status, count: 1 }] : [],
  );
}
