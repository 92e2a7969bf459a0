import { z } from "@hono/zod-openapi";
import { hour } from "../../model/instant.ts";
import { describeError } from "../../model/problem.ts";
import type { LastValue } from "../../store/metrics/port.ts";
import { assetDetailSchema, assetSummarySchema } from "../contract/assets.ts";
import { assetIdSchema, listOf } from "../contract/common.ts";
import { paths } from "../contract/paths.ts";
import { anyRole, atAssetOwner, readers } from "../http/access.ts";
import { answers, declareRoute } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import { pageOf, pageQuery } from "../http/paging.ts";
import type { Services } from "../services.ts";
import { assetSummary, endpointViews, signalValues } from "../views/asset-view.ts";
import { compareFindings, findingView } from "../views/finding-view.ts";
import { splitQualified } from "../views/names.ts";
import { verdictView } from "../views/verdict-view.ts";
import { visibleEntries } from "./subject-query.ts";

const list = declareRoute(
  { method: "get", path: paths.assets, access: readers },
  {
    summary: "Assets of the inventory with their state",
    request: {
      query: z.object({
        ...pageQuery,
        enterprise: z.string().max(100).optional(),
        site: z.string().max(100).optional(),
        protocol: z.string().max(100).optional(),
      }),
    },
    responses: { 200: answers(listOf(assetSummarySchema)) },
  },
);
const get = declareRoute(
  { method: "get", path: paths.asset, access: atAssetOwner(anyRole) },
  {
    summary: "An asset with endpoints, facts, verdicts, findings and values",
    request: { params: z.object({ asset: assetIdSchema }) },
    responses: { 200: answers(assetDetailSchema) },
  },
);

export function assetRoutes(services: Services): Api {
  const { book, records, pulse, checksById, clock } = services;
  const api = createApi();

  api.openapi(list, async (c) => {
    const { enterprise, site, protocol, ...page } = c.req.valid("query");
    const entries = (await visibleEntries(c.get("caller"), book)).filter(({ id }) => (enterprise ?? id) === id);
    const lists = await Promise.all(
      entries.map(async (entry) => {
        const findings = Map.groupBy(await records.findings.list({ enterpriseId: entry.id }), ({ assetId }) => assetId);
        return [...entry.assets.values()]
          .filter((asset) => (site ?? asset.site) === asset.site)
          .map((asset) => assetSummary(asset, entry, pulse.of(entry.id, asset.id), findings.get(asset.id) ?? []))
          .filter(({ protocols }) => protocol === undefined || protocols.includes(protocol));
      }),
    );
    return c.json(pageOf(lists.flat(), page), 200);
  });

  api.openapi(get, async (c) => {
    const { enterpriseId = "", assetId = "" } = splitQualified(c.req.valid("param").asset) ?? {};
    const entry = await book.get(enterpriseId);
    const asset = entry?.assets.get(assetId);
    if (entry === undefined || asset === undefined) throw notFound("asset");
    const [rows, verdicts, findings, values] = await Promise.all([
      records.observations.latest(enterpriseId, assetId),
      records.verdicts.list({ enterpriseId, assetId }),
      records.findings.list({ enterpriseId, assetId }),
      lastSignals(services, enterpriseId, assetId),
    ]);
    const detail = {
      ...assetSummary(asset, entry, pulse.of(enterpriseId, assetId), findings),
      endpoints: endpointViews(asset, rows),
      verdicts: verdicts.map((verdict) => verdictView(verdict, checksById)),
      findings: findings.toSorted(compareFindings).map((finding) => findingView(finding, entry, checksById, clock.now())),
      signals: signalValues(asset, values, clock.now()),
    };
    return c.json(detail, 200);
  });

  return api;
}

/** Values of the last day; none where the metric store is away, since the rest of the page does not need it. */
async function lastSignals(services: Services, enterprise: string, asset: string): Promise<readonly LastValue[]> {
  const { metrics, health, clock, log } = services;
  const query = { measurement: "signal", where: { enterprise, asset }, since: clock.now() - 24 * hour } as const;
  try {
    return await health.watch("metrics", () => metrics.last(query));
  } catch (error) {
    log.warn({ asset: `${enterprise}.${asset}`, reason: describeError(error) }, "values could not be read");
    return [];
  }
}
