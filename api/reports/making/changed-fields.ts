import { isDeepStrictEqual } from "node:util";
import { canonicalJson } from "../../../model/digest.ts";
import type { Bilingual } from "../../../model/language.ts";

export function both(text: string): Bilingual {
  return { "zh-CN": text, en: text };
}

/** What the fields of an inventory and of an address register are called. */
const fieldWords: Readonly<Record<string, Bilingual>> = {
  name: { "zh-CN": "名称", en: "name" },
  types: { "zh-CN": "企业类型", en: "type" },
  grade: { "zh-CN": "企业级别", en: "grade" },
  industry: { "zh-CN": "行业", en: "industry" },
  registrationNo: { "zh-CN": "平台登记编号", en: "registration number" },
  authorities: { "zh-CN": "主管部门", en: "authority" },
  sites: { "zh-CN": "厂区、区域与管道", en: "sites, zones and conduits" },
  site: { "zh-CN": "厂区", en: "site" },
  zone: { "zh-CN": "区域", en: "zone" },
  role: { "zh-CN": "类型", en: "role" },
  criticality: { "zh-CN": "关键程度", en: "criticality" },
  owner: { "zh-CN": "责任部门", en: "owner" },
  responsible: { "zh-CN": "责任人", en: "responsible" },
  vendor: { "zh-CN": "厂商", en: "vendor" },
  product: { "zh-CN": "型号", en: "product" },
  version: { "zh-CN": "版本", en: "version" },
  endpoints: { "zh-CN": "端点", en: "endpoints" },
  maintenanceWindows: { "zh-CN": "检修时间", en: "maintenance windows" },
  allocatedTo: { "zh-CN": "分配对象", en: "allocated to" },
  user: { "zh-CN": "使用单位", en: "user" },
  purpose: { "zh-CN": "用途", en: "purpose" },
  place: { "zh-CN": "地点", en: "place" },
};

/** Longer values are cut; both versions of a report are at hand whole. */
const longestValue = 160;

/** The fields of a record in which two versions differ, each side with its values. */
export function changedFields<T extends object>(before: T, after: T): readonly [Bilingual, Bilingual] {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const keys = [...new Set([...old.keys(), ...now.keys()])].sort();
  const changed = keys.filter((key) => !isDeepStrictEqual(old.get(key), now.get(key)));
  return [sideOf(old, changed), sideOf(now, changed)];
}

function sideOf(values: ReadonlyMap<string, unknown>, keys: readonly string[]): Bilingual {
  const say = (language: "zh-CN" | "en") =>
    keys
      .map((key) => `${fieldWords[key]?.[language] ?? key} ${valueText(values.get(key), language)}`)
      .join({ "zh-CN": "；", en: "; " }[language]);
  return { "zh-CN": say("zh-CN"), en: say("en") };
}

function valueText(value: unknown, language: "zh-CN" | "en"): string {
  if (value === undefined || value === null || value === "") return "—";
  const inLanguage = typeof value === "object" && language in value ? Reflect.get(value, language) : value;
  const text = typeof inLanguage === "object" ? canonicalJson(inLanguage) : String(inLanguage);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}
