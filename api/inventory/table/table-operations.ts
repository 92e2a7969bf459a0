import { isDeepStrictEqual } from "node:util";
import type { Asset, Inventory } from "../../../model/inventory/inventory.ts";
import type { Endpoint } from "../../../model/protocols/index.ts";
import type { InventoryOperation, InventoryRowError } from "../../contract/inventory-edits.ts";
import { type AssetColumn, clearMark, plainColumns, roleWords } from "./asset-columns.ts";
import { type AssetRow, rowError } from "./read-assets.ts";

/** What rows of a table mean for an inventory: assets and endpoints are added or changed, and none is ever removed. */
export interface TableOperations {
  readonly operations: readonly InventoryOperation[];
  readonly errors: readonly InventoryRowError[];
  /** The row that an operation on an asset or its endpoints comes from. */
  readonly rowOf: ReadonlyMap<string, number>;
}

export function tableOperations(inventory: Inventory, rows: readonly AssetRow[]): TableOperations {
  const known = new Map(inventory.assets.map((asset) => [asset.id, asset]));
  const operations: InventoryOperation[] = [];
  const errors: InventoryRowError[] = [];
  const rowOf = new Map<string, number>();
  for (const [id, group] of Map.groupBy(rows, ({ cells }) => cells.id)) {
    const [first] = group;
    if (first === undefined) continue;
    if (id === "") {
      errors.push(...group.map(({ row }) => rowError(row, "id", "", { "zh-CN": "没有填写资产编号。", en: "No id is given." })));
      continue;
    }
    errors.push(...contradictions(first, group));
    rowOf.set(`assets/${id}`, first.row);
    operations.push(...assetOperations(inventory, known.get(id), first));
    for (const row of group) {
      const operation = endpointOperation(known.get(id), id, row, group.length);
      if ("error" in operation) errors.push(operation.error);
      else if (operation.operation !== undefined) {
        operations.push(operation.operation);
        rowOf.set(operation.operation.element, row.row);
      }
    }
  }
  return { operations, errors, rowOf };
}

const assetLevel: readonly AssetColumn[] = ["name", "nameEn", ...plainColumns];

/** Rows of one asset say the same of it, or nothing. */
function contradictions(first: AssetRow, group: readonly AssetRow[]): readonly InventoryRowError[] {
  return group.flatMap(({ row, cells }) =>
    assetLevel
      .filter((column) => cells[column] !== "" && cells[column] !== first.cells[column])
      .map((column) =>
        rowError(row, column, cells[column], {
          "zh-CN": `与第 ${first.row} 行同一资产的值不一致。`,
          en: `Row ${first.row} says otherwise of the same asset.`,
        }),
      ),
  );
}

function assetOperations(inventory: Inventory, asset: Asset | undefined, { cells }: AssetRow): InventoryOperation[] {
  const fields = Object.fromEntries(
    plainColumns.filter((column) => cells[column] !== "").map((column) => [column, cellValue(column, cells[column])]),
  );
  const name = nameOf(asset, cells);
  const said = { ...fields, ...(name === undefined ? {} : { name }) };
  const element = `assets/${cells.id}`;
  if (asset === undefined) {
    const given = Object.entries(said).filter(([, value]) => value !== null);
    const [site, ...others] = inventory.sites;
    const only = others.length === 0 && site !== undefined ? { site: site.id } : {};
    return [{ action: "add", element, value: { name: cells.id, role: "field-device", ...only, ...Object.fromEntries(given) } }];
  }
  const was: Readonly<Record<string, unknown>> = { ...asset };
  const changed = Object.entries(said).filter(([field, value]) => !isDeepStrictEqual(was[field] ?? null, value));
  return changed.length === 0 ? [] : [{ action: "change", element, fields: Object.fromEntries(changed) }];
}

function cellValue(column: (typeof plainColumns)[number], cell: string): unknown {
  if (cell === clearMark) return null;
  if (column === "criticality") return /^\d+$/.test(cell) ? Number(cell) : cell;
  return column === "role" ? (roleWords[cell] ?? cell) : cell;
}

/** One name holds for both languages until an English one is given. */
function nameOf(asset: Asset | undefined, { name, nameEn }: AssetRow["cells"]): Asset["name"] | undefined {
  if (name === "" && nameEn === "") return undefined;
  const zh = name === "" ? (asset?.name["zh-CN"] ?? nameEn) : name;
  const wasOne = asset === undefined || asset.name.en === asset.name["zh-CN"];
  return { "zh-CN": zh, en: nameEn === "" ? (wasOne ? zh : asset.name.en) : nameEn };
}

type EndpointResult = { readonly operation: InventoryOperation | undefined } | { readonly error: InventoryRowError };

function endpointOperation(asset: Asset | undefined, assetId: string, { row, cells }: AssetRow, rows: number): EndpointResult {
  const { endpoint, url, address } = cells;
  if (endpoint === "" && url === "" && address === "") return { operation: undefined };
  const existing = findEndpoint(asset, endpoint, url, rows);
  if (existing === undefined && url === "") {
    return { error: rowError(row, "url", "", { "zh-CN": "新端点没有填写地址。", en: "A new endpoint has no url." }) };
  }
  const protocol = protocolOf(url);
  if (url !== "" && protocol === undefined) {
    const message = {
      "zh-CN": "地址应写作 opc.tcp://主机:端口/路径 或 modbus://主机:端口/从站号。",
      en: "Expected opc.tcp://host:port/path or modbus://host:port/unit.",
    };
    return { error: rowError(row, "url", url, message) };
  }
  const id = existing?.id ?? (endpoint === "" ? protocol : endpoint);
  const element = `assets/${assetId}/endpoints/${id}`;
  const declared = address === "" ? {} : { address: address === clearMark ? null : address };
  if (existing === undefined) {
    const given = address === clearMark ? {} : declared;
    return { operation: { action: "add", element, value: { protocol, url, ...given } } };
  }
  const said = { ...(url === "" ? {} : { url, protocol }), ...declared };
  const was: Readonly<Record<string, unknown>> = { ...existing };
  const changed = Object.entries(said).filter(([field, value]) => (was[field] ?? null) !== value);
  return { operation: changed.length === 0 ? undefined : { action: "change", element, fields: Object.fromEntries(changed) } };
}

/** By its id, else by its url; the only endpoint of an asset with one row needs neither. */
function findEndpoint(asset: Asset | undefined, id: string, url: string, rows: number): Endpoint | undefined {
  const endpoints = asset?.endpoints ?? [];
  if (id !== "") return endpoints.find((endpoint) => endpoint.id === id);
  const same = endpoints.find((endpoint) => endpoint.url === url);
  return same ?? (endpoints.length === 1 && rows === 1 ? endpoints[0] : undefined);
}

function protocolOf(url: string): string | undefined {
  if (url.startsWith("opc.tcp://")) return "opcua";
  return /^modbus(\+tls)?:\/\//.test(url) ? "modbus" : undefined;
}
