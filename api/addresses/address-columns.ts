import type { AddressField, AddressRecord } from "../../model/addresses/address-register.ts";
import { dayText } from "../../model/addresses/working-days.ts";
import type { Instant } from "../../model/instant.ts";
import type { Language } from "../../model/language.ts";
import { addressFieldNames, addressUseNames } from "../../model/messages/addresses.ts";
import type { TableColumn } from "../views/table-file.ts";

/** Other words that a heading may use for a column, in lower case. */
export const columnAliases: Readonly<Partial<Record<AddressField, readonly string[]>>> = {
  first: ["ip 地址", "ip地址", "地址", "地址段", "起始 ip", "起始ip", "address", "ip address", "range"],
  last: ["终止 ip", "终止ip", "结束地址"],
  source: ["地址来源"],
  user: ["单位", "使用人"],
  place: ["地点", "使用地址"],
  assetId: ["资产编号", "设备", "asset id"],
  responsible: ["负责人"],
  contact: ["联系人", "联系电话", "联系人及电话"],
  recordNo: ["备案号", "编号", "record no", "record no."],
  verifiedOn: ["核查日期", "last verified"],
};

export const allocationWords = {
  static: { "zh-CN": "静态", en: "static" },
  dynamic: { "zh-CN": "动态", en: "dynamic" },
} as const;

export const fields = Object.keys(addressFieldNames) as AddressField[];

const widths: Partial<Record<AddressField, number>> = {
  source: 28,
  allocatedTo: 22,
  user: 22,
  purpose: 24,
  place: 24,
  contact: 22,
};

/** The list as the import reads it, so that an exported file can be mended and imported again. */
export function addressColumns(language: Language): TableColumn<AddressRecord>[] {
  return fields.map((field) => ({
    title: addressFieldNames[field][language],
    width: widths[field] ?? 16,
    value: (record) => cellText(record, field, language),
  }));
}

function cellText(record: AddressRecord, field: AddressField, language: Language): string | null {
  switch (field) {
    case "allocationMethod":
      return record.allocationMethod === null ? null : allocationWords[record.allocationMethod][language];
    case "use":
      return addressUseNames[record.use][language];
    case "allocatedOn":
    case "recordedOn":
    case "verifiedOn":
    case "changedOn":
      return dayOrNull(record[field]);
    default:
      return record[field];
  }
}

function dayOrNull(at: Instant | null): string | null {
  return at === null ? null : dayText(at);
}
