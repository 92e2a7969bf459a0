import type { FindingStatus } from "../../model/finding.ts";
import type { Bilingual, Language } from "../../model/language.ts";
import type { Severity } from "../../model/severity.ts";
import type { VerdictStatus } from "../../model/verdict.ts";
import type { LedgerEntry } from "../contract/ledger.ts";
import type { TableColumn } from "./table-file.ts";

/** The rectification ledger as a table for those who file it, in the order in which inspectors read it. */

const severityWords: Readonly<Record<Severity, Bilingual>> = {
  critical: { "zh-CN": "严重", en: "Critical" },
  high: { "zh-CN": "高", en: "High" },
  medium: { "zh-CN": "中", en: "Medium" },
  low: { "zh-CN": "低", en: "Low" },
};
const statusWords: Readonly<Record<FindingStatus, Bilingual>> = {
  open: { "zh-CN": "待整改", en: "Open" },
  acknowledged: { "zh-CN": "已确认", en: "Acknowledged" },
  waived: { "zh-CN": "暂缓整改", en: "Waived" },
  resolved: { "zh-CN": "已解决", en: "Resolved" },
};
const retestWords: Readonly<Record<VerdictStatus, Bilingual>> = {
  pass: { "zh-CN": "符合", en: "Pass" },
  fail: { "zh-CN": "不符合", en: "Fail" },
  unknown: { "zh-CN": "未知", en: "Unknown" },
  "not-applicable": { "zh-CN": "不适用", en: "Not applicable" },
};
const itself: Bilingual = { "zh-CN": "企业本身", en: "The enterprise itself" };
const overdue: Bilingual = { "zh-CN": "（已逾期）", en: " (overdue)" };

type Value = (entry: LedgerEntry, language: Language) => string | number | null;

const columns: readonly (readonly [title: Bilingual, width: number, value: Value])[] = [
  [{ "zh-CN": "问题编号", en: "No." }, 9, ({ no }) => no],
  [{ "zh-CN": "问题", en: "Finding" }, 40, ({ finding }, language) => finding.title[language]],
  [{ "zh-CN": "资产", en: "Asset" }, 20, ({ finding }, language) => (finding.assetName ?? itself)[language]],
  [{ "zh-CN": "严重程度", en: "Severity" }, 10, ({ finding }, language) => severityWords[finding.severity][language]],
  [{ "zh-CN": "首次发现", en: "First seen" }, 12, ({ finding }) => dayOf(finding.firstSeen)],
  [{ "zh-CN": "整改措施", en: "Measure" }, 36, ({ finding }) => finding.rectification?.measure ?? null],
  [{ "zh-CN": "责任人", en: "In charge" }, 14, ({ finding }) => finding.rectification?.assignee ?? null],
  [{ "zh-CN": "完成时限", en: "Due" }, 12, ({ finding }) => dayOrNull(finding.rectification?.dueAt)],
  [{ "zh-CN": "原定时限", en: "First due" }, 12, ({ finding }) => dayOrNull(finding.rectification?.firstDueAt)],
  [{ "zh-CN": "状态", en: "Status" }, 16, statusOf],
  [{ "zh-CN": "完成日期", en: "Closed" }, 12, ({ finding }) => dayOrNull(finding.resolvedAt)],
  [
    { "zh-CN": "复测结果", en: "Retest" },
    10,
    ({ retest }, language) => (retest === null ? null : retestWords[retest.status][language]),
  ],
  [{ "zh-CN": "复测日期", en: "Retested" }, 12, ({ retest }) => dayOrNull(retest?.at)],
  [{ "zh-CN": "证据", en: "Evidence" }, 24, ({ retest }) => retest?.observationIds.join("\n") ?? null],
  [{ "zh-CN": "暂缓整改说明", en: "Waiver" }, 36, waiverOf],
];

export function ledgerColumns(language: Language): TableColumn<LedgerEntry>[] {
  return columns.map(([title, width, value]) => ({ title: title[language], width, value: (entry) => value(entry, language) }));
}

function statusOf({ finding, state }: LedgerEntry, language: Language): string {
  return statusWords[finding.status][language] + (state === "overdue" ? overdue[language] : "");
}

function waiverOf({ finding: { waiver } }: LedgerEntry, language: Language): string | null {
  if (waiver === null) return null;
  const { reason, by, until } = waiver;
  return {
    "zh-CN": `理由：${reason}；批准人：${by}；期限：${dayOf(until)}`,
    en: `Reason: ${reason}; approved by: ${by}; until: ${dayOf(until)}`,
  }[language];
}

function dayOrNull(time: string | null | undefined): string | null {
  return time == null ? null : dayOf(time);
}

/** The day in the centre's own time zone. */
function dayOf(time: string): string {
  const date = new Date(time);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
