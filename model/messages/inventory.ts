import { text } from "./define.ts";

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
  "inventory.zone-set": text<{ zone: string }>(
    ({ zone }) => `资产已归入区域 ${zone}。`,
    ({ zone }) => `The asset belongs to the zone ${zone}.`,
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
  "monitor.observed": text<{ probe: string }>(
    ({ probe }) => `有在有效期内的观测（探测“${probe}”）。`,
    ({ probe }) => `There is an observation in date (probe ${probe}).`,
  ),
  "monitor.nothing-in-date": text(
    () => "没有在有效期内的观测，此资产未受监测。",
    () => "No observation is in date: the asset is not being watched.",
  ),
  "monitor.no-endpoint": text(
    () => "资产清单未给出本系统能够通信的端点，此资产未受监测。",
    () => "The inventory lists no endpoint that Plantwatch can speak to: the asset is not being watched.",
  ),
  "monitor.fresh": text<{ minutes: number }>(
    ({ minutes }) => `最新观测距今 ${minutes} 分钟，未过期。`,
    ({ minutes }) => `The newest observation is ${minutes} minutes old and in date.`,
  ),
  "monitor.stale": text<{ hours: number }>(
    ({ hours }) => `最新观测距今 ${hours} 小时，已过期。`,
    ({ hours }) => `The newest observation is ${hours} hours old and out of date.`,
  ),
  "monitor.never-answered": text(
    () => "此资产尚无任何成功的观测。",
    () => "Nothing has been observed of this asset yet.",
  ),
  "net.address-private": text<{ address: string }>(
    ({ address }) => `端点地址 ${address} 不是公网地址。`,
    ({ address }) => `The endpoint's address ${address} is not a public one.`,
  ),
  "net.address-public": text<{ address: string }>(
    ({ address }) => `端点使用公网地址 ${address}。`,
    ({ address }) => `The endpoint has the public address ${address}.`,
  ),
  "net.address-unknown": text(
    () => "端点未申报 IP 地址，无法判断是否为公网地址。",
    () => "No IP address is declared for any endpoint, so whether it is public cannot be told.",
  ),
};
