import type { NameAlias } from "../../model/advisories/advisory.ts";
import type { Instant } from "../../model/instant.ts";
import type { Bilingual } from "../../model/language.ts";
import type { NewEvent } from "./event-hub.ts";

/** The words of events about advisories and the names in them. */

export function advisoriesImported(count: number, by: string, at: Instant): NewEvent {
  return ofInstallation(at, {
    "zh-CN": `${by} 导入了 ${count} 份漏洞通报。`,
    en: `${by} imported ${count === 1 ? "an advisory" : `${count} advisories`}.`,
  });
}

export function aliasAdded({ name, means, by, at }: NameAlias): NewEvent {
  if (means === null) {
    return ofInstallation(at, {
      "zh-CN": `${by} 确认已导入的漏洞通报都不涉及“${name}”。`,
      en: `${by} said that no imported advisory means "${name}".`,
    });
  }
  return ofInstallation(at, {
    "zh-CN": `${by} 添加了漏洞通报中的别名：“${name}”即“${means}”。`,
    en: `${by} said that "${name}" is what advisories call "${means}".`,
  });
}

function ofInstallation(at: Instant, text: Bilingual): NewEvent {
  return { at, kind: "inventory", enterpriseId: null, assetId: null, checkId: null, severity: null, text, refersTo: null };
}
