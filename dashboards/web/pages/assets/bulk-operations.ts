import type { AssetSummary } from "../../../../api/contract/assets.ts";
import type { InventoryOperation } from "../../../../api/contract/inventory-edits.ts";

/** What is set for every chosen asset; a field that is absent stays as it is, null takes its value away. */
export interface BulkValues {
  readonly owner?: string | null;
  readonly responsible?: string | null;
  readonly criticality?: number | null;
  readonly zone?: string | null;
}

/** The edit of each enterprise that has chosen assets. */
export function bulkOperations(
  assets: readonly AssetSummary[],
  values: BulkValues,
): ReadonlyMap<string, readonly InventoryOperation[]> {
  const fields = { ...values };
  const groups = Map.groupBy(assets, ({ enterpriseId }) => enterpriseId);
  return new Map(
    [...groups].map(([enterpriseId, chosen]) => [
      enterpriseId,
      chosen.map(
        ({ id }): InventoryOperation => ({ action: "change", element: `assets/${id.slice(enterpriseId.length + 1)}`, fields }),
      ),
    ]),
  );
}

/** The one site that all chosen assets are at; undefined where they are at several, which have no zones in common. */
export function commonSite(
  assets: readonly AssetSummary[],
): { readonly enterpriseId: string; readonly site: string } | undefined {
  const [first, ...rest] = assets;
  if (first === undefined) return undefined;
  const { enterpriseId, site } = first;
  return rest.every((asset) => asset.enterpriseId === enterpriseId && asset.site === site) ? { enterpriseId, site } : undefined;
}
