import { z } from "@hono/zod-openapi";
import { Problem } from "../../model/problem.ts";
import { baselineAcceptanceSchema } from "../contract/assets.ts";
import { assetIdSchema } from "../contract/common.ts";
import { paths } from "../contract/paths.ts";
import { atAssetOwner } from "../http/access.ts";
import { declareRoute, jsonBody, notPossible } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import { baselineAccepted } from "../live/event-texts.ts";
import type { Services } from "../services.ts";
import { assetName, both, qualified } from "../views/names.ts";

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

export function baselineRoutes({ records, book, hub, clock, judgeSoon }: Services): Api {
  return createApi().openapi(accept, async (c) => {
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
}
