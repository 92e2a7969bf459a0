import { z } from "@hono/zod-openapi";
import { Problem } from "../../model/problem.ts";
import { type BaselineView, baselineAcceptanceSchema, baselineViewSchema } from "../contract/assets.ts";
import { assetIdSchema, listOf } from "../contract/common.ts";
import { paths } from "../contract/paths.ts";
import { anyRole, atAssetOwner } from "../http/access.ts";
import { answers, declareRoute, jsonBody, notPossible } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import { baselineAccepted } from "../live/event-texts.ts";
import type { Services } from "../services.ts";
import { baselinePlaces, baselineView } from "../views/baseline-view.ts";
import { assetName, both, qualified, splitQualified } from "../views/names.ts";

const list = declareRoute(
  { method: "get", path: paths.assetBaselines, access: atAssetOwner(anyRole) },
  {
    summary: "What was found that can be a baseline, and how it differs from what was accepted",
    request: { params: z.object({ asset: assetIdSchema }) },
    responses: { 200: answers(listOf(baselineViewSchema)) },
  },
);
const accept = declareRoute(
  {
    method: "post",
    path: paths.assetBaselines,
    access: atAssetOwner(["assessor", "reviewer", "administrator"]),
    audit: "asset.accept-baseline",
  },
  {
    summary: "Accept what an observation found as the baseline of its probe and endpoint",
    request: { params: z.object({ asset: assetIdSchema }), ...jsonBody(baselineAcceptanceSchema) },
    responses: { 204: { description: "Accepted" }, ...notPossible },
  },
);

export function baselineRoutes(services: Services): Api {
  const { records, book, hub, clock, judgeSoon } = services;
  const api = createApi();

  api.openapi(list, async (c) => {
    const { enterpriseId = "", assetId = "" } = splitQualified(c.req.valid("param").asset) ?? {};
    return c.json({ items: await baselinesOf(enterpriseId, assetId, services) }, 200);
  });

  api.openapi(accept, async (c) => {
    const { observationId, reason } = c.req.valid("json");
    const row = await records.observations.get(observationId);
    if (row === undefined || qualified(row.enterpriseId, row.assetId) !== c.req.valid("param").asset)
      throw notFound("observation");
    if (row.outcome !== "answered") {
      throw new Problem("not-possible", "An observation without facts cannot be a baseline.");
    }
    const { enterpriseId, assetId, endpointId, probe } = row;
    const acceptedBy = c.get("caller").actor;
    const at = clock.now();
    await records.baselines.accept({ enterpriseId, assetId, endpointId, probe, observationId, acceptedBy, reason, at });
    judgeSoon(enterpriseId);
    const name = assetName(await book.get(enterpriseId), assetId) ?? both(assetId);
    await hub.publish([baselineAccepted(row, name, acceptedBy, at)]);
    c.set("auditDetail", { observationId, endpointId, probe, reason });
    return c.body(null, 204);
  });

  return api;
}

/** Rows of a probe that are looked through for when a value came. */
const rowsBack = 200;

async function baselinesOf(enterpriseId: string, assetId: string, { records, book }: Services): Promise<BaselineView[]> {
  const asset = (await book.get(enterpriseId))?.assets.get(assetId);
  if (asset === undefined) throw notFound("asset");
  const [latest, known] = await Promise.all([
    records.observations.latest(enterpriseId, assetId),
    records.baselines.list(enterpriseId),
  ]);
  const views = await Promise.all(
    baselinePlaces(asset, latest).map(async ({ endpointId, probe }) => {
      const record = known.find((one) => one.assetId === assetId && one.endpointId === endpointId && one.probe === probe);
      const [rows, accepted] = await Promise.all([
        records.observations.history(enterpriseId, assetId, endpointId, probe, rowsBack),
        record === undefined ? undefined : records.observations.get(record.observationId),
      ]);
      return baselineView({ endpointId, probe, rows, record, accepted });
    }),
  );
  return views.filter((view) => view !== null);
}
