import type { Bilingual } from "../language.ts";
import { nameIn, text } from "./define.ts";

/** Reasons given by the checks of inventory, monitor and network. */
export const inventoryMessages = {
  "inventory.owner-named": text<{ owner: string }>(
    ({ owner }) => `资产责任人为 ${owner}。`,
    ({ owner }) => `The asset's owner is ${owner}.`,
  ),
  "inventory.owner-missing": text(
    () => "资产清单未写明责任人。",
    () => "The inventory names no owner.",
  ),
  "inventory.criticality-set": text<{ criticality: number }>(
    ({ criticality }) => `资产关键程度为 ${criticality}。`,
    ({ criticality }) => `The asset's criticality is ${criticality}.`,
  ),
  "inventory.criticality-missing": text(
    () => "资产清单未标明关键程度。",
    () => "The inventory gives no criticality.",
  ),
  "inventory.zone-set": text<{ zone: Bilingual }>(
    ({ zone }) => `资产已归入区域“${nameIn(zone, "zh-CN")}”。`,
    ({ zone }) => `The asset belongs to the zone “${nameIn(zone, "en")}”.`,
  ),
  "inventory.zone-missing": text(
    () => "资产清单未写明安全区域。",
    () => "The inventory assigns no zone.",
  ),
  "inventory.identity-complete": text(
    () => "资产清单已写明厂商、型号和版本。",
    () => "The inventory names vendor, product and version.",
  ),
  "inventory.identity-incomplete": text<{ fields: string }>(
    ({ fields }) => `资产清单缺少身份字段：${fields}。`,
    ({ fields }) => `The inventory lacks these identity fields: ${fields}.`,
  ),
  "net.device-undeclared": text<{ count: number; first: string }>(
    ({ count, first }) => (count === 1 ? `发现 1 台未登记的设备：${first}。` : `发现 ${count} 台未登记的设备，包括 ${first}。`),
    ({ count, first }) =>
      count === 1 ? `1 undeclared device was found: ${first}.` : `${count} undeclared devices were found, ${first} among them.`,
  ),
  /** Told by an instrument of somebody else, which `source` names. */
  "net.device-seen-by-others": text<{ count: number; first: string; source: string }>(
    ({ count, first, source }) =>
      `外部导入的观测（来源：${source}）在申报的发现范围内看到${count === 1 ? ` 1 台未登记的设备：${first}` : ` ${count} 台未登记的设备，包括 ${first}`}。本系统尚未自行核实。`,
    ({ count, first, source }) =>
      `An imported observation (source: ${source}) saw ${count === 1 ? `an undeclared device in a declared discovery range: ${first}` : `${count} undeclared devices in declared discovery ranges, ${first} among them`}. Our own collectors have not confirmed it yet.`,
  ),
  "net.crossing-seen-by-others": text<{ from: Bilingual; zone: Bilingual; endpoint: string; client: string; source: string }>(
    ({ from, zone, endpoint, client, source }) =>
      `外部导入的观测（来源：${source}）看到区域“${nameIn(from, "zh-CN")}”的 ${client} 访问了区域“${nameIn(zone, "zh-CN")}”的端点 ${endpoint}，两区之间没有申报该协议的通道。`,
    ({ from, zone, endpoint, client, source }) =>
      `An imported observation (source: ${source}) saw ${client} in the zone “${nameIn(from, "en")}” reach the endpoint ${endpoint} in the zone “${nameIn(zone, "en")}”, and no conduit for its protocol is declared.`,
  ),
  "net.all-declared": text<{ ranges: number; asked: number }>(
    ({ ranges, asked }) => `已扫描申报的 ${ranges} 个发现范围，另有 ${asked} 处均无未登记的设备应答。`,
    ({ ranges, asked }) =>
      `${ranges === 1 ? "The declared range was" : `All ${ranges} declared ranges were`} swept; ${asked} places beside the declared ones were tried and nothing answered.`,
  ),
  "net.no-range": text(
    () => "没有申报发现范围，无从得知是否有未登记的设备。",
    () => "No discovery range is declared, so nobody can say whether undeclared devices exist.",
  ),
  "net.range-not-swept": text<{ range: string }>(
    ({ range }) => `发现范围 ${range} 尚未完成扫描。`,
    ({ range }) => `The discovery range ${range} has not been swept to its end yet.`,
  ),
  "net.range-beyond-ceiling": text<{ range: string; refused: number }>(
    ({ range, refused }) => `发现范围 ${range} 中有 ${refused} 处超出采集器本地上限（mayContact），没有连接。`,
    ({ range, refused }) =>
      `${refused} places of the discovery range ${range} lie beyond the collector's own ceiling (mayContact) and were not contacted.`,
  ),
  "net.discovery-server-silent": text<{ range: string; reason: string }>(
    ({ range, reason }) => `发现范围 ${range} 的发现服务器没有给出结果（${reason}）。`,
    ({ range, reason }) => `The discovery server of the range ${range} gave no answer (${reason}).`,
  ),
  "monitor.observed": text(
    () => "有在有效期内的观测。",
    () => "There is an observation in date.",
  ),
  "monitor.nothing-in-date": text(
    () => "没有在有效期内的观测，此资产未受监测。",
    () => "No observation is in date: the asset is not being watched.",
  ),
  "monitor.no-endpoint": text(
    () => "资产清单未列出本系统能够通信的端点，此资产未受监测。",
    () => "The inventory lists no endpoint that Plantwatch can speak to: the asset is not being watched.",
  ),
  "monitor.in-date": text(
    () => "最新观测在有效期内。",
    () => "The newest observation is in date.",
  ),
  "monitor.out-of-date": text<{ at: string }>(
    ({ at }) => `最新观测停留在 ${at}，已过期。`,
    ({ at }) => `The newest observation is of ${at} and out of date.`,
  ),
  "monitor.never-answered": text(
    () => "此资产尚无任何成功的观测。",
    () => "Nothing has been observed of this asset yet.",
  ),
  "net.addresses-private": text(
    () => "申报的端点地址均不是公网地址。",
    () => "None of the declared endpoint addresses is a public one.",
  ),
  "net.address-public": text<{ address: string; endpoint: string }>(
    ({ address, endpoint }) => `端点 ${endpoint} 使用公网地址 ${address}。`,
    ({ address, endpoint }) => `The endpoint ${endpoint} has the public address ${address}.`,
  ),
  "net.address-undeclared": text(
    () => "有端点未申报 IP 地址，无法判断是否为公网地址。",
    () => "An endpoint declares no IP address, so whether it is public cannot be told.",
  ),
  "net.crossing-through-conduit": text<{ zone: Bilingual }>(
    ({ zone }) => `从采集器所在区域到区域“${nameIn(zone, "zh-CN")}”的访问经由已申报的通道。`,
    ({ zone }) => `The zone “${nameIn(zone, "en")}” was reached from the collector's through a declared conduit.`,
  ),
  "net.crossing-without-conduit": text<{ from: Bilingual; zone: Bilingual; endpoint: string }>(
    ({ from, zone, endpoint }) =>
      `从区域“${nameIn(from, "zh-CN")}”访问到区域“${nameIn(zone, "zh-CN")}”的端点 ${endpoint}，两区之间没有申报该协议的通道。`,
    ({ from, zone, endpoint }) =>
      `The endpoint ${endpoint} in the zone “${nameIn(zone, "en")}” was reached from the zone “${nameIn(from, "en")}”, and no conduit for its protocol is declared.`,
  ),
  "net.no-crossing": text<{ zone: Bilingual }>(
    ({ zone }) => `采集器与资产同在区域“${nameIn(zone, "zh-CN")}”，没有跨区访问可供判定。`,
    ({ zone }) => `The collector stands in the asset's own zone “${nameIn(zone, "en")}”: there is no crossing to judge.`,
  ),
  "net.zone-undeclared": text(
    () => "资产或采集器未写明所在区域，无法判断是否跨区。",
    () => "The zone of the asset or of the collector is not declared, so whether zones are crossed cannot be told.",
  ),
  "net.vantage-ambiguous": text(
    () => "厂区的采集器分处多个区域，无法确定访问来自哪个区域。",
    () => "The site's collectors stand in several zones, and from which of them it was reached cannot be told.",
  ),
  "net.not-reached": text(
    () => "尚未从采集器所在区域访问到全部端点，不能判定。",
    () => "Not every endpoint was reached from the collector's zone, so nothing can be said.",
  ),
};
