import { criticalityOf } from "../../../../model/inventory/inventory.ts";
import type { Language } from "../../../../model/language.ts";
import type { ReportFinding } from "../../../../model/report.ts";
import { compareSeverity, type Severity, severities } from "../../../../model/severity.ts";
import type { Part, PartInput } from "../part.ts";
import { type ColumnOf, column, tableOf, text } from "../tables.ts";
import { findingWords, severityWords, shortDay, verdictWords } from "../words.ts";
import { scoreText, shortId } from "./results.ts";

/** What is wrong, and how it is put right. */

const unresolved = ({ status }: ReportFinding) => status !== "resolved";
const bySeverity = (a: ReportFinding, b: ReportFinding) => compareSeverity(a.severity, b.severity) || a.no - b.no;

function statusOf({ status, overdue }: ReportFinding, language: Language): string {
  return findingWords[status][language] + (overdue ? { "zh-CN": "（已逾期）", en: " (overdue)" }[language] : "");
}

function commonColumns({ language, checkTitle, assetName }: PartInput): ColumnOf<ReportFinding>[] {
  return [
    column("编号", "No.", 1, ({ no }) => String(no), "right"),
    column("问题", "Finding", 4, ({ checkId }) => checkTitle(checkId)),
    column("资产", "Asset", 2, ({ assetId }) => assetName(assetId)),
    column("风险等级", "Risk", 1.7, ({ severity }) => severityWords[severity][language]),
  ];
}

export const findings: Part = (input) => {
  const { report, language, check } = input;
  return [
    text(
      language,
      "“问题”一栏写明应达到的要求，所列资产未达到。",
      "A finding is named by the requirement that the asset does not meet.",
    ),
    tableOf(
      language,
      { "zh-CN": "表5　问题清单", en: "Table 5. Findings" },
      (column) => [
        ...commonColumns(input),
        column("可能后果", "Consequence", 5, ({ checkId }) => check(checkId)?.rationale[language] ?? ""),
        column("依据条款", "Clause", 3.4, ({ checkId }) => check(checkId)?.references.join("; ") ?? ""),
        column("发现日期", "First seen", 2.2, ({ firstSeen }) => shortDay(firstSeen)),
        column("状态", "Status", 1.9, (finding) => statusOf(finding, language)),
      ],
      report.findings.toSorted(bySeverity),
    ),
  ];
};

export const ledger: Part = (input) => {
  const { report, language, check } = input;
  const measure = ({ checkId, rectification }: ReportFinding) =>
    rectification?.measure || (check(checkId)?.remediation[language] ?? "");
  return [
    tableOf(
      language,
      { "zh-CN": "表6　整改台账", en: "Table 6. Rectification ledger" },
      (column) => [
        ...commonColumns(input).slice(0, 3),
        column("措施", "Measure", 5, measure),
        column("责任人", "In charge", 1.5, ({ rectification }) => rectification?.assignee ?? ""),
        column("完成时限", "Due", 2.1, ({ rectification }) => shortDay(rectification?.dueAt)),
        column("完成日期", "Closed", 2.1, ({ resolvedAt }) => shortDay(resolvedAt)),
        column("复测结果", "Retest", 1.5, ({ retest }) => verdictWords[retest ?? "unknown"][language]),
        column("证据", "Evidence", 1.8, ({ observationIds }) => observationIds.map(shortId).join(" ")),
      ],
      report.findings,
    ),
  ];
};

export const waivers: Part = (input) => {
  const { report, language } = input;
  return [
    tableOf(
      language,
      { "zh-CN": "暂缓整改说明", en: "Waivers" },
      (column) => [
        ...commonColumns(input).slice(0, 3),
        column("理由", "Reason", 4, ({ waiver }) => waiver?.reason ?? ""),
        column("批准人", "Approved by", 1.6, ({ waiver }) => waiver?.by ?? ""),
        column("期限", "Until", 2.2, ({ waiver }) => shortDay(waiver?.until)),
        column("临时措施", "Meanwhile", 3, ({ rectification }) => rectification?.measure ?? ""),
      ],
      report.findings.filter(({ status }) => status === "waived"),
    ),
  ];
};

export const openFindings: Part = (input) => {
  const { report, language } = input;
  return [
    tableOf(
      language,
      { "zh-CN": "未完成项", en: "What is not yet done" },
      (column) => [
        ...commonColumns(input),
        column("责任人", "In charge", 2, ({ rectification }) => rectification?.assignee ?? ""),
        column("完成时限", "Due", 2, ({ rectification }) => shortDay(rectification?.dueAt)),
        column("状态", "Status", 2, (finding) => statusOf(finding, language)),
      ],
      report.findings.filter(unresolved).toSorted(bySeverity),
    ),
  ];
};

const weight: Readonly<Record<Severity, number>> = { critical: 4, high: 3, medium: 2, low: 1 };

/** Value of the asset times severity of the weakness; the enterprise itself has the middle value. */
export const risks: Part = (input) => {
  const { report, language } = input;
  const values = new Map(report.inventory.assets.map((asset) => [asset.id, criticalityOf(asset)]));
  const value = ({ assetId }: ReportFinding) => values.get(assetId ?? "") ?? 3;
  const risk = (finding: ReportFinding) => value(finding) * weight[finding.severity];
  return [
    text(
      language,
      "风险值 = 资产赋值（1—5）× 脆弱性等级（低 1、中 2、高 3、重大 4），范围 1—20。威胁可能性未单独取证，按最不利情形计。",
      "Risk is the value of the asset (1 to 5) times the severity of the weakness (low 1, medium 2, high 3, critical 4), 1 to 20. How likely a threat is was not measured; the worst is assumed.",
    ),
    tableOf(
      language,
      { "zh-CN": "风险清单", en: "Risks" },
      (column) => [
        ...commonColumns(input),
        column("资产赋值", "Value", 1.4, (finding) => String(value(finding)), "right"),
        column("风险值", "Risk value", 1.4, (finding) => String(risk(finding)), "right"),
        column("状态", "Status", 1.8, (finding) => statusOf(finding, language)),
      ],
      report.findings.filter(unresolved).toSorted((a, b) => risk(b) - risk(a) || a.no - b.no),
    ),
  ];
};

export const conclusion: Part = (input) => {
  const { report, language } = input;
  const open = report.findings.filter(unresolved);
  const counts = severities.map((severity) => open.filter((finding) => finding.severity === severity).length);
  const listed = severities.map((severity, index) => `${severityWords[severity][language]} ${counts[index]}`);
  const overdue = open.filter((finding) => finding.overdue).length;
  return [
    ...scoreText(input),
    text(
      language,
      `遗留风险：未解决问题 ${open.length} 项（${listed.join("、")}），其中逾期 ${overdue} 项；已解决 ${report.findings.length - open.length} 项。`,
      `What remains: ${open.length} unresolved findings (${listed.join(", ")}), ${overdue} of them overdue; ${report.findings.length - open.length} are resolved.`,
    ),
    text(
      language,
      "下一步：按整改台账的时限完成整改并复测；对未知项补充检测或佐证。本报告为企业自评，不替代符合性评测。",
      "Next: repairs by the dates of the ledger, with a retest; what is unknown is detected or documented. The enterprise assesses itself here; this replaces no assessment by a third party.",
    ),
  ];
};
