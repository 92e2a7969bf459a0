import type { FindingStatus } from "../../../model/finding.ts";
import type { Bilingual, Language } from "../../../model/language.ts";
import { displayPercent } from "../../../model/score.ts";
import type { Severity } from "../../../model/severity.ts";
import type { VerdictStatus } from "../../../model/verdict.ts";

/** Words that several parts of a report use. */

export const severityWords: Readonly<Record<Severity, Bilingual>> = {
  critical: { "zh-CN": "重大", en: "Critical" },
  high: { "zh-CN": "高", en: "High" },
  medium: { "zh-CN": "中", en: "Medium" },
  low: { "zh-CN": "低", en: "Low" },
};
export const findingWords: Readonly<Record<FindingStatus, Bilingual>> = {
  open: { "zh-CN": "待整改", en: "Open" },
  acknowledged: { "zh-CN": "已确认", en: "Acknowledged" },
  waived: { "zh-CN": "暂缓整改", en: "Waived" },
  resolved: { "zh-CN": "已解决", en: "Resolved" },
};
export const verdictWords: Readonly<Record<VerdictStatus, Bilingual>> = {
  pass: { "zh-CN": "符合", en: "Pass" },
  fail: { "zh-CN": "不符合", en: "Fail" },
  unknown: { "zh-CN": "未知", en: "Unknown" },
  "not-applicable": { "zh-CN": "不适用", en: "Not applicable" },
};
export const roleWords = {
  server: { "zh-CN": "服务器", en: "Server" },
  gateway: { "zh-CN": "网关", en: "Gateway" },
  "field-device": { "zh-CN": "现场设备", en: "Field device" },
} as const satisfies Record<string, Bilingual>;
export const typeWords = {
  N: { "zh-CN": "联网工业企业", en: "Networked industrial enterprise" },
  P: { "zh-CN": "平台企业", en: "Platform enterprise" },
  R: { "zh-CN": "标识解析企业", en: "Identifier resolution enterprise" },
} as const satisfies Record<string, Bilingual>;
export const gradeWords = {
  1: { "zh-CN": "一级", en: "Grade 1" },
  2: { "zh-CN": "二级", en: "Grade 2" },
  3: { "zh-CN": "三级", en: "Grade 3" },
} as const satisfies Record<number, Bilingual>;

export const claimStateWords: Readonly<Record<string, Bilingual>> = {
  submitted: { "zh-CN": "待审核", en: "Waiting for review" },
  accepted: { "zh-CN": "已审核", en: "Accepted" },
  returned: { "zh-CN": "已退回", en: "Returned" },
  withdrawn: { "zh-CN": "已撤回", en: "Withdrawn" },
};

export const unknown: Bilingual = verdictWords.unknown;
export const notApplicable: Bilingual = verdictWords["not-applicable"];
export const itself: Bilingual = { "zh-CN": "企业本身", en: "The enterprise itself" };
export const none: Bilingual = { "zh-CN": "无。", en: "None." };

const beijing = 8 * 3_600_000;

/** The day in Beijing, wherever the centre stands, so that a report has the same bytes everywhere. */
export function dayText(time: number, language: Language): string {
  const date = new Date(time + beijing);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return language === "zh-CN" ? `${year}年${month}月${day}日` : date.toISOString().slice(0, 10);
}

/** The day in its short form for columns of tables. */
export function shortDay(time: number | null | undefined): string {
  return time == null ? "" : new Date(time + beijing).toISOString().slice(0, 10);
}

/** Day and minute in Beijing. */
export function minuteText(time: number): string {
  return new Date(time + beijing).toISOString().slice(0, 16).replace("T", " ");
}

/** A percentage; what is not known is said, never left out. */
export function percentText(percent: number | null, language: Language): string {
  return percent === null ? unknown[language] : `${displayPercent(percent)}%`;
}
