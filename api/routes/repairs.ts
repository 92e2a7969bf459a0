import type { Repair } from "../../model/score.ts";
import type { Services } from "../services.ts";
import { mainCatalogId } from "../views/enterprise-view.ts";

export async function repairsOf(
  _enterpriseId: string,
  _services: Services,
  _scope: { catalogId: string; siteId: string | null } = { catalogId: mainCatalogId, siteId: null },
): Promise<readonly Repair[]> {
  return [];
}
