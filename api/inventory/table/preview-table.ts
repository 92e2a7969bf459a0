import { parseInventory } from "../../../model/inventory/parse-inventory.ts";
import type { Bilingual } from "../../../model/language.ts";
import { decodeText } from "../../../store/documents/kinds.ts";
import { columnTitle } from "../../attestations/row-error.ts";
import { tableRows } from "../../attestations/table-rows.ts";
import type { InventoryIssue, InventoryOperation, InventoryRowError } from "../../contract/inventory-edits.ts";
import type { Difference } from "../editing/differences.ts";
import { type EditServices, previewEdit, readGround } from "../editing/edit-inventory.ts";
import type { Editor } from "../editing/edit-rights.ts";
import { type AssetColumn, assetColumnNames, assetColumns } from "./asset-columns.ts";
import { fileOperations } from "./file-operations.ts";
import { type ReadAssets, readAssetRows } from "./read-assets.ts";
import { tableOperations } from "./table-operations.ts";

export interface TablePreview {
  readonly revision: number;
  readonly errors: readonly InventoryRowError[];
  /** Empty where a row is wrong. */
  readonly operations: readonly InventoryOperation[];
  readonly changes: readonly Difference[];
}

/**
 * What a table of assets (CSV or Excel) would change. Nothing is stored.
 * @throws Problem `invalid` where it is no table; `not-found`; `forbidden` for what the editor may not change.
 */
export async function previewTable(
  services: EditServices,
  enterpriseId: string,
  content: Uint8Array,
  editor: Editor,
): Promise<TablePreview> {
  const { record } = await readGround(services, enterpriseId);
  const { revision, inventory } = record;
  const read = readAssetRows(await tableRows(content));
  if (read.errors.length > 0) {
    return wrong(
      revision,
      read.errors.map((error) => asTitled(error, read.titles)),
    );
  }
  const { operations, errors, rowOf } = tableOperations(inventory, read.rows);
  const at = (element: string) => rowOf.get(element) ?? rowOf.get(element.split("/").slice(0, 2).join("/")) ?? 1;
  const request = { enterpriseId, revision, operations, editor };
  // What is wrong with a row by itself does not hide what is wrong with the others.
  const found = await preview(services, request, (issue) => issueRow(at(issue.element), issue));
  const all = [...errors, ...found.errors];
  return all.length === 0
    ? found
    : wrong(
        revision,
        all.map((error) => asTitled(error, read.titles)),
      );
}

/** Names the column as the table does. */
function asTitled(error: InventoryRowError, titles: ReadAssets["titles"]): InventoryRowError {
  const column = assetColumnNames.find((name) => assetColumns[name][0] === error.column);
  return column === undefined ? error : { ...error, column: columnTitle(titles.get(column), assetColumns[column]) };
}

/** The same for an inventory file (YAML); its lines take the place of rows. */
export async function previewFile(
  services: EditServices,
  enterpriseId: string,
  content: Uint8Array,
  editor: Editor,
): Promise<TablePreview> {
  const { record } = await readGround(services, enterpriseId);
  const { revision, inventory } = record;
  const text = decodeText(content);
  const parsed = text === undefined ? undefined : parseInventory(text, "file");
  if (parsed?.ok !== true) {
    const unreadable = { line: 1, path: "", message: "expected YAML in UTF-8 or GB 18030" };
    return wrong(
      revision,
      (parsed?.issues ?? [unreadable]).map(({ line, path, message }) => ({
        row: line,
        column: path,
        value: "",
        message: { "zh-CN": message, en: message },
      })),
    );
  }
  const operations = fileOperations(inventory, parsed.value);
  return preview(services, { enterpriseId, revision, operations, editor }, (issue) => issueRow(1, issue));
}

async function preview(
  services: EditServices,
  request: Parameters<typeof previewEdit>[1],
  rowOf: (issue: InventoryIssue) => InventoryRowError,
): Promise<TablePreview> {
  const { revision, operations } = request;
  if (operations.length === 0) return { revision, errors: [], operations, changes: [] };
  const result = await previewEdit(services, request);
  return result.ok ? { revision, errors: [], operations, changes: result.changes } : wrong(revision, result.issues.map(rowOf));
}

function wrong(revision: number, errors: readonly InventoryRowError[]): TablePreview {
  return { revision, errors: errors.toSorted((a, b) => a.row - b.row), operations: [], changes: [] };
}

function issueRow(row: number, { field, path, message }: InventoryIssue): InventoryRowError {
  const column = assetColumnNames.find((name) => name === field);
  const hint = column === undefined ? undefined : hints[column];
  return {
    row,
    column: column === undefined ? path : assetColumns[column][0],
    value: "",
    message: { "zh-CN": hint?.["zh-CN"] ?? message, en: hint === undefined ? message : `${hint.en} (${message})` },
  };
}

/** What a cell may hold, in plain words. */
const hints: Partial<Record<AssetColumn, Bilingual>> = {
  id: {
    "zh-CN": "编号只用小写字母、数字和连字符，并且不能重复。",
    en: "An id has lower-case letters, digits and hyphens, and is used once.",
  },
  site: { "zh-CN": "没有这个厂区，请填写已有厂区的编号。", en: "There is no such site; use the id of one that is there." },
  zone: {
    "zh-CN": "这个厂区没有该区域，请填写已有区域的编号。",
    en: "The site has no such zone; use the id of one that is there.",
  },
  role: { "zh-CN": "用途应为：服务器、网关、现场设备。", en: "Expected server, gateway or field-device." },
  criticality: { "zh-CN": "关键程度应为 1 到 5。", en: "Expected 1 to 5." },
  url: {
    "zh-CN": "地址应写作 opc.tcp://主机:端口/路径 或 modbus://主机:端口/从站号。",
    en: "Expected opc.tcp://host:port/path or modbus://host:port/unit.",
  },
  address: { "zh-CN": "声明地址应为 IPv4 或 IPv6 地址。", en: "Expected an IPv4 or IPv6 address." },
};
