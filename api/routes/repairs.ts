import type { Repair } from "../../model/score.ts";
import { buildSheet } from "../../posture/scoring/build-sheet.ts";
import { whatIf } from "../../posture/scoring/what-if.ts";
import { notFound } from "../http/errors.ts";
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
  { catalogId, siteId }: Scope = { catalogId: mainCatalogId, siteId: null },
): Promise<readonly Repair[]> {
  const { records, catalogs, checks, clock } = services;
  const catalog = catalogs.find(({ id }) => id === catalogId);
  const record = await records.inventories.get(enterpriseId);
  if (catalog === undefined || record === undefined) throw notFound("catalogue");
  const [verdicts, findings, attestations] = await Promise.all([
    records.verdicts.list({ enterpriseId }),
    records.findings.list({ enterpriseId }),
    records.attestations.list(enterpriseId),
  ]);
  const { inventory } = record;
  const sheet = buildSheet({ catalog, inventory, verdicts, findings, attestations, checks, now: clock.now(), siteId });
  return whatIf({ sheet, rules: catalog.profile.rules, checks });
}
