import type { AddressField, AddressRecord } from "../addresses/address-register.ts";
import type { Bilingual } from "../language.ts";
import { text } from "./define.ts";

/** What the columns of the address record list are called. */
export const addressFieldNames: Readonly<Record<AddressField, Bilingual>> = {
  first: { "zh-CN": "起始地址", en: "First address" },
  last: { "zh-CN": "终止地址", en: "Last address" },
  source: { "zh-CN": "来源", en: "Source" },
  allocatedTo: { "zh-CN": "分配对象", en: "Allocated to" },
  allocationMethod: { "zh-CN": "分配方式", en: "Allocation method" },
  allocatedOn: { "zh-CN": "分配日期", en: "Allocated on" },
  user: { "zh-CN": "使用单位", en: "User" },
  purpose: { "zh-CN": "用途", en: "Purpose" },
  place: { "zh-CN": "使用地点", en: "Place" },
  use: { "zh-CN": "使用状态", en: "Use" },
  assetId: { "zh-CN": "资产", en: "Asset" },
  responsible: { "zh-CN": "责任人", en: "Responsible person" },
  contact: { "zh-CN": "联系方式", en: "Contact" },
  recordNo: { "zh-CN": "备案编号", en: "Record number" },
  recordedOn: { "zh-CN": "备案日期", en: "Recorded on" },
  verifiedOn: { "zh-CN": "最近核查日期", en: "Last verified on" },
  changedOn: { "zh-CN": "变更日期", en: "Changed on" },
};

export const addressUseNames: Readonly<Record<AddressRecord["use"], Bilingual>> = {
  "in-use": { "zh-CN": "在用", en: "in use" },
  reserved: { "zh-CN": "预留", en: "reserved" },
  released: { "zh-CN": "停用", en: "released" },
};

/** Names of fields, joined as the language does. */
function fieldNames(fields: string, language: "zh-CN" | "en"): string {
  const known: Readonly<Record<string, Bilingual>> = addressFieldNames;
  const names = fields.split(",").map((field) => known[field]?.[language] ?? field);
  return language === "en" ? names.map((name) => name.toLowerCase()).join(", ") : names.join("、");
}

function useName(use: string, language: "zh-CN" | "en"): string {
  const known: Readonly<Record<string, Bilingual>> = addressUseNames;
  return known[use]?.[language] ?? use;
}

/** Reasons given by the checks of address records. */
export const addressMessages = {
  "address.no-list": text(
    () => "尚未导入 IP 地址备案清单，不能判定。",
    () => "No address record list has been imported, so nothing can be said.",
  ),
  "address.not-demanded": text(
    () => "该资产没有公网地址，私网地址也未纳入备案管理，不适用。",
    () => "The asset has no public address, and private ones are not covered by the list.",
  ),
  "address.undeclared": text(
    () => "有端点未申报 IP 地址，无法与备案清单比对。",
    () => "An endpoint declares no IP address, so it cannot be compared with the list.",
  ),
  "address.no-record": text(
    () => "地址没有备案记录，由“未备案”检查项计入。",
    () => "The address has no record, which is counted as unrecorded.",
  ),
  "address.all-recorded": text<{ count: number }>(
    ({ count }) => `${count} 个地址均已备案，且端点已有应答。`,
    ({ count }) => `Every address is on the list (${count}), and its endpoint has answered.`,
  ),
  "address.not-seen": text<{ address: string }>(
    ({ address }) => `地址 ${address} 已备案，但端点尚未应答，不能确认实际使用情况。`,
    ({ address }) => `The address ${address} is on the list, but its endpoint has not answered yet, so its use is not seen.`,
  ),
  "address.unrecorded": text<{ address: string }>(
    ({ address }) => `地址 ${address} 不在备案清单内。`,
    ({ address }) => `The address ${address} is not on the list.`,
  ),
  "address.partly-recorded": text<{ address: string; fields: string }>(
    ({ address, fields }) => `地址 ${address} 的备案记录缺少：${fieldNames(fields, "zh-CN")}。`,
    ({ address, fields }) => `The record of ${address} lacks: ${fieldNames(fields, "en")}.`,
  ),
  "address.complete": text<{ count: number }>(
    ({ count }) => `${count} 条备案记录的分配信息和使用信息齐全。`,
    ({ count }) => `Allocation and use are told in full (records: ${count}).`,
  ),
  "address.change-not-entered": text<{ address: string; changed: string; days: number }>(
    ({ address, changed, days }) => `地址 ${address} 于 ${changed} 发生变更，超过 ${days} 个工作日仍未更新备案。`,
    ({ address, changed, days }) =>
      `The use of ${address} changed on ${changed}, and the record was not brought up to date within ${days} working days.`,
  ),
  "address.not-verified": text<{ address: string; last: string; days: number }>(
    ({ address, last, days }) => `地址 ${address} 的备案记录最近一次核查在 ${last}，已超过 ${days} 天。`,
    ({ address, last, days }) => `The record of ${address} was looked at last on ${last}, more than ${days} days ago.`,
  ),
  "address.undated": text<{ address: string }>(
    ({ address }) => `地址 ${address} 的备案记录没有备案日期和核查日期，无法判断是否按期更新。`,
    ({ address }) => `The record of ${address} bears no date, so whether it is kept current cannot be told.`,
  ),
  "address.current": text<{ count: number }>(
    ({ count }) => `${count} 条备案记录均按期更新和核查。`,
    ({ count }) => `Every record was entered and verified in time (${count}).`,
  ),
  "address.asset-unknown": text<{ address: string; recorded: string }>(
    ({ address, recorded }) => `地址 ${address} 备案在资产 ${recorded} 名下，而资产清单中没有该资产。`,
    ({ address, recorded }) => `The address ${address} is recorded for the asset ${recorded}, which the inventory does not know.`,
  ),
  "address.other-asset": text<{ address: string; recorded: string; seen: string }>(
    ({ address, recorded, seen }) => `地址 ${address} 备案在资产 ${recorded} 名下，实际由资产 ${seen} 使用。`,
    ({ address, recorded, seen }) => `The address ${address} is recorded for the asset ${recorded}, but ${seen} has it.`,
  ),
  "address.not-in-use": text<{ address: string; use: string }>(
    ({ address, use }) => `地址 ${address} 备案为${useName(use, "zh-CN")}，实际正在使用。`,
    ({ address, use }) => `The address ${address} is recorded as ${useName(use, "en")}, but is used.`,
  ),
  "address.other-place": text<{ address: string; recorded: string; seen: string }>(
    ({ address, recorded, seen }) => `地址 ${address} 备案的使用地点为“${recorded}”，实际在厂区 ${seen}。`,
    ({ address, recorded, seen }) => `The place of ${address} is recorded as ${recorded}, but it is used at the site ${seen}.`,
  ),
  "address.not-comparable": text<{ address: string }>(
    ({ address }) => `地址 ${address} 的备案记录既未写明资产，使用地点也与厂区对不上，无法比对。`,
    ({ address }) => `The record of ${address} names neither an asset nor a site of the inventory, so it cannot be compared.`,
  ),
  "address.agrees": text<{ count: number }>(
    ({ count }) => `${count} 个地址的备案内容与实际一致。`,
    ({ count }) => `The record agrees with what was seen (addresses: ${count}).`,
  ),
  "address.others": text<{ count: number }>(
    ({ count }) => `另有 ${count} 处同类差异，见“地址备案”页面。`,
    ({ count }) => `The page of address records lists more of this kind (${count}).`,
  ),
  "address.no-other-records": text(
    () => "清单中没有资产之外的备案记录。",
    () => "The list has no record beyond the addresses of the assets.",
  ),
  "address.no-range": text(
    () => "没有申报发现范围，资产之外的在用地址按选择不核查。",
    () => "No discovery range is declared: addresses in use beyond the assets are not looked for, by choice.",
  ),
  "address.not-swept": text<{ range: string }>(
    ({ range }) => `发现范围 ${range} 尚未扫查，不能判定。`,
    ({ range }) => `The discovery range ${range} has not been swept yet, so nothing can be said.`,
  ),
  "address.unrecorded-swept": text<{ address: string }>(
    ({ address }) => `扫查发现在用地址 ${address}，既不属于任何资产，也不在备案清单内。`,
    ({ address }) => `A sweep found the address ${address} in use, which belongs to no asset and is not on the list.`,
  ),
  "address.swept-recorded": text<{ count: number }>(
    ({ count }) =>
      count === 0 ? "扫查未发现资产之外需要备案的在用地址。" : `扫查发现的 ${count} 个资产之外的在用地址均已备案。`,
    ({ count }) =>
      count === 0
        ? "The sweep found no address in use beyond the assets that is to be recorded."
        : `Every address in use beyond the assets is on the list (${count}).`,
  ),
};
