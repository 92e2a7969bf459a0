/** The table by which many assets are handed out and taken in, a row an endpoint: words that its heading may use, the first in Chinese. */
export const assetColumns = {
  id: ["资产编号", "id", "asset"],
  name: ["名称", "name"],
  nameEn: ["英文名称", "english name", "name (en)"],
  site: ["厂区", "site"],
  zone: ["区域", "zone"],
  role: ["用途", "role"],
  criticality: ["关键程度", "criticality"],
  owner: ["责任部门", "owner"],
  responsible: ["责任人", "responsible"],
  vendor: ["厂商", "vendor"],
  product: ["型号", "product"],
  version: ["版本", "version"],
  endpoint: ["端点编号", "endpoint"],
  url: ["地址", "url"],
  address: ["声明地址", "address"],
} as const;
export type AssetColumn = keyof typeof assetColumns;
export const assetColumnNames = Object.keys(assetColumns) as readonly AssetColumn[];

/** Takes a value away; an empty cell leaves it as it is. */
export const clearMark = "-";

/** Columns that are fields of an asset of the same name, all optional ones may be cleared. */
export const plainColumns = [
  "site",
  "zone",
  "role",
  "criticality",
  "owner",
  "responsible",
  "vendor",
  "product",
  "version",
] as const;

export const roleWords: Readonly<Record<string, string>> = { 服务器: "server", 网关: "gateway", 现场设备: "field-device" };
