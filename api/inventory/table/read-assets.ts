import type { Bilingual } from "../../../model/language.ts";
import type { TableRows } from "../../attestations/table-rows.ts";
import type { InventoryRowError } from "../../contract/inventory-edits.ts";
import { type AssetColumn, assetColumnNames, assetColumns } from "./asset-columns.ts";

/** A row of a table of assets; cells are trimmed, empty where the table lacks the column. */
export interface AssetRow {
  /** As a spreadsheet counts. */
  readonly row: number;
  readonly cells: Readonly<Record<AssetColumn, string>>;
}

const mostRows = 20_000;

export interface ReadAssets {
  readonly rows: readonly AssetRow[];
  readonly errors: readonly InventoryRowError[];
  /** What the table itself calls its columns. */
  readonly titles: ReadonlyMap<AssetColumn, string>;
}

/** The rows of a table of assets that say anything, or why the table cannot be read. */
export function readAssetRows(table: TableRows): ReadAssets {
  if (!table.ok) return refused(rowError(table.row, "id", "", table.message));
  const [heading = [], ...body] = table.rows;
  const places = placesOf(heading);
  if (!places.has("id")) {
    const message = { "zh-CN": "表头缺少“资产编号”一列。", en: 'The heading lacks the column "id".' };
    return refused(rowError(1, "id", heading.join(","), message));
  }
  const unknown = heading.find((title) => title.trim() !== "" && columnOf(title) === undefined);
  if (unknown !== undefined) {
    const titles = (language: 0 | 1) =>
      assetColumnNames.map((name) => assetColumns[name][language]).join(language === 0 ? "、" : ", ");
    const message = { "zh-CN": `不认识这一列。可用的列：${titles(0)}。`, en: `There is no such column. Columns: ${titles(1)}.` };
    return refused({ row: 1, column: unknown.slice(0, 100), value: "", message });
  }
  if (body.length > mostRows) {
    const message = { "zh-CN": `一次最多导入 ${mostRows} 行。`, en: `At most ${mostRows} rows are imported at once.` };
    return refused(rowError(mostRows + 2, "id", "", message));
  }
  const rows = body.map((cells, index) => ({ row: index + 2, cells: named(cells, places) }));
  const filled = rows.filter(({ cells }) => Object.values(cells).some((cell) => cell !== ""));
  const titles = new Map([...places].map(([column, at]) => [column, heading[at]?.trim() ?? ""]));
  return { rows: filled, errors: [], titles };
}

function placesOf(heading: readonly string[]): ReadonlyMap<AssetColumn, number> {
  return new Map(
    heading.flatMap((title, index) => {
      const column = columnOf(title);
      return column === undefined ? [] : [[column, index] as const];
    }),
  );
}

function columnOf(title: string): AssetColumn | undefined {
  const word = title.trim().toLowerCase();
  return assetColumnNames.find((name) => assetColumns[name].some((one) => one === word));
}

function named(cells: readonly string[], places: ReadonlyMap<AssetColumn, number>): Record<AssetColumn, string> {
  const cell = (column: AssetColumn) => unguarded(cells[places.get(column) ?? -1]?.trim() ?? "");
  const [id, name, nameEn, site, zone] = [cell("id"), cell("name"), cell("nameEn"), cell("site"), cell("zone")];
  const [role, criticality, owner, responsible] = [cell("role"), cell("criticality"), cell("owner"), cell("responsible")];
  const [vendor, product, version] = [cell("vendor"), cell("product"), cell("version")];
  const [endpoint, url, address] = [cell("endpoint"), cell("url"), cell("address")];
  return {
    id,
    name,
    nameEn,
    site,
    zone,
    role,
    criticality,
    owner,
    responsible,
    vendor,
    product,
    version,
    endpoint,
    url,
    address,
  };
}

/** Tables that were handed out keep a text from being taken for a formula by an apostrophe. */
function unguarded(cell: string): string {
  return /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell;
}

export function rowError(row: number, column: AssetColumn, value: string, message: Bilingual): InventoryRowError {
  return { row, column: assetColumns[column][0], value: value.slice(0, 200), message };
}

function refused(error: InventoryRowError): ReadAssets {
  return { rows: [], errors: [error], titles: new Map() };
}
