import type { Repair } from "../../model/score.ts";
import { buildSheet } from "../../posture/scoring/build-sheet.ts";
import { whatIf } from "../../posture/scoring/what-if.ts";
import { notFound } from "../http/errors.ts";
import { readScoreGround } from "../judging/score-ground.ts";
import type { Services } from "../services.ts";
import { mainCatalogId } from "../views/enterprise-view.ts";

interface Scope {
  readonly catalogId: string;
  readonly siteId: string | null;
}

/** What each repair would gain, best first, by the verdicts and findings of now. */
export async function repairsOf(
  enterpriseId: string,
  services: Services,
  { catalogId, siteId }: Scope = { catalogId: mainCatalogId(services.catalogs), siteId: null },
): Promise<readonly Repair[]> {
  const { records, catalogs, checks, clock } = services;
  const catalog = catalogs.find(({ id }) => id === catalogId);
  const ground = await readScoreGround(records, enterpriseId);
  if (catalog === undefined || ground === undefined) throw notFound("catalogue");
  const sheet = buildSheet({ ...ground, catalog, checks, now: clock.now(), siteId });
  return whatIf({ sheet, rules: catalog.profile.rules, checks });
}
