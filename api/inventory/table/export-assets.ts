import type { Asset, Inventory } from "../../../model/inventory/inventory.ts";
import type { Language } from "../../../model/language.ts";
import type { Endpoint } from "../../../model/protocols/index.ts";
import type { TableColumn } from "../../views/table-file.ts";
import { type AssetColumn, assetColumnNames, assetColumns } from "./asset-columns.ts";

interface Row {
  readonly asset: Asset;
  readonly endpoint: Endpoint | undefined;
}

/** Every endpoint of every asset, and assets without one; read back it changes nothing. */
export function assetRows({ assets }: Inventory): readonly Row[] {
  return assets.flatMap((asset): Row[] =>
    asset.endpoints.length === 0 ? [{ asset, endpoint: undefined }] : asset.endpoints.map((endpoint) => ({ asset, endpoint })),
  );
}

export function assetTableColumns(language: Language): readonly TableColumn<Row>[] {
  return assetColumnNames.map((column) => ({
    title: assetColumns[column][language === "en" ? 1 : 0],
    value: (row) => cellOf(column, row),
    width: column === "url" || column.startsWith("name") ? 32 : 16,
  }));
}

function cellOf(column: AssetColumn, { asset, endpoint }: Row): string | number | null {
  if (column === "name") return asset.name["zh-CN"];
  if (column === "nameEn") return asset.name.en === asset.name["zh-CN"] ? null : asset.name.en;
  if (column === "endpoint") return endpoint?.id ?? null;
  if (column === "url") return endpoint?.url ?? null;
  if (column === "address") return endpoint?.address ?? null;
  return asset[column] ?? null;
}
