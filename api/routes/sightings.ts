import { z } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { hostAndPort } from "../../model/discovery/declared-places.ts";
import { endsOf, type Sighting, sightingValidFor } from "../../model/discovery/sighting.ts";
import { Problem } from "../../model/problem.ts";
import { listOf } from "../contract/common.ts";
import { apiRoot, paths } from "../contract/paths.ts";
import { type SightingView, sightingImportSchema, sightingViewSchema } from "../contract/sightings.ts";
import { importSightings } from "../discovery/import-sightings.ts";
import { anyRole, atEnterpriseOrSite } from "../http/access.ts";
import { sitesSeen } from "../http/caller.ts";
import { answers, declareRoute, storageRefusals } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import type { Services } from "../services.ts";
import { qualified } from "../views/names.ts";
import { isoTime } from "../views/time.ts";

const ofEnterprise = z.object({ enterprise: z.string().max(100) });
const ndjson = { "application/x-ndjson": { schema: z.string() } };

const list = declareRoute(
  { method: "get", path: paths.sightings, access: atEnterpriseOrSite(anyRole) },
  {
    summary: "What instruments of others saw, by their source, the newest first",
    request: { params: ofEnterprise },
    responses: { 200: answers(listOf(sightingViewSchema)) },
  },
);
const add = declareRoute(
  { method: "post", path: paths.sightings, access: atEnterpriseOrSite(["observer", "administrator"]), audit: "sightings.import" },
  {
    summary: "Imports what an instrument of somebody else saw, a line of JSON each; the same line may come again",
    request: { params: ofEnterprise, body: { required: true, content: ndjson } },
    responses: { 200: answers(sightingImportSchema), ...storageRefusals },
  },
);

/** Bytes of the largest import. */
const largestImport = 8 * 1024 * 1024;

export function sightingRoutes(services: Services): Api {
  const { records, book, clock, judgeSoon } = services;
  const api = createApi();
  api.use(`${apiRoot}/enterprises/:enterprise/sightings`, largeImports());
  const find = async (enterpriseId: string): Promise<InventoryEntry> => {
    const entry = await book.get(enterpriseId);
    if (entry === undefined) throw notFound("enterprise");
    return entry;
  };

  api.openapi(list, async (c) => {
    const entry = await find(c.req.valid("param").enterprise);
    const sites = sitesSeen(c.get("caller"), entry.id);
    const all = (await records.sightings.list(entry.id)).filter(({ siteId }) => sites === "all" || sites.has(siteId));
    const items = all.toSorted((a, b) => b.lastSeen - a.lastSeen).map((one) => sightingView(one, entry, clock.now()));
    return c.json({ items }, 200);
  });

  api.openapi(add, async (c) => {
    const entry = await find(c.req.valid("param").enterprise);
    const caller = c.get("caller");
    const given = { text: await c.req.text(), by: caller.actor, sites: sitesSeen(caller, entry.id) };
    const imported = await importSightings(services, entry, given);
    const { errors: _errors, ...figures } = imported;
    c.set("auditDetail", figures);
    if (imported.added + imported.widened > 0) judgeSoon(entry.id);
    return c.json(imported, 200);
  });

  return api;
}

function largeImports() {
  return bodyLimit({
    maxSize: largestImport,
    onError: () => {
      throw new Problem("too-large", `An import may have ${largestImport} bytes.`, { advice: "Send it in parts." });
    },
  });
}

function sightingView(sighting: Sighting, entry: InventoryEntry, now: number): SightingView {
  const { enterpriseId: _enterprise, firstSeen, lastSeen, ...seen } = sighting;
  const { server } = endsOf(sighting);
  const asset = entry.record.inventory.assets.find(({ endpoints }) =>
    endpoints.some(({ address, url }) => server !== null && [address, hostAndPort(url)?.host].includes(server)),
  );
  return {
    ...seen,
    firstSeen: isoTime(firstSeen),
    lastSeen: isoTime(lastSeen),
    counts: now < lastSeen + sightingValidFor,
    assetId: asset === undefined ? null : qualified(entry.id, asset.id),
  };
}
