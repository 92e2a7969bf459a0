import type { Language } from "../../../model/language.ts";
import type { ReportDocument } from "../../../model/report.ts";
import { outlines, type PartName } from "../outline.ts";
import { frontPages } from "./front-pages.ts";
import type { Field, ReportLayout } from "./layout.ts";
import { type Part, partInput } from "./part.ts";
import { addressRecords, claims, evidence } from "./parts/annexes.ts";
import { assets, assetValues, basics, purpose, topology } from "./parts/enterprise.ts";
import { conclusion, findings, ledger, openFindings, risks, waivers } from "./parts/findings.ts";
import { conformity, management, technical } from "./parts/results.ts";
import { dayText, gradeWords, typeWords } from "./words.ts";

const parts: Readonly<Record<PartName, Part>> = {
  basics,
  purpose,
  assets,
  topology,
  management,
  technical,
  conformity,
  findings,
  ledger,
  waivers,
  "open-findings": openFindings,
  risks,
  "asset-values": assetValues,
  conclusion,
  claims,
  "address-records": addressRecords,
  evidence,
};

/** The pages of a report in a language, after the outline of its kind. */
export function composeReport(report: ReportDocument, language: Language): ReportLayout {
  const { title, sections } = outlines[report.kind];
  const input = partInput(report, language);
  const { enterprise } = report.inventory;
  return {
    language,
    title: title[language],
    enterprise: enterprise.name[language],
    mark: markOf(report, language),
    cover: coverOf(report, language),
    ...frontPages[language],
    sections: sections.map((section) => ({
      level: section.level,
      title: section.title[language],
      blocks: section.parts.flatMap((name) => parts[name](input)),
    })),
    at: report.at,
  };
}

/** Stands at the head of every page. */
function markOf({ inventory, redaction }: ReportDocument, language: Language): string {
  const marks = [
    ...(inventory.enterprise.simulated ? [{ "zh-CN": "模拟数据，不得报送", en: "Simulated data, not to be submitted" }] : []),
    ...(redaction === undefined ? [] : [{ "zh-CN": `已按“${redaction}”遮盖`, en: `Masked by the profile ${redaction}` }]),
  ];
  return marks.map((mark) => mark[language]).join({ "zh-CN": "　", en: " · " }[language]);
}

function coverOf({ inventory, authorities, at, kind }: ReportDocument, language: Language): Field[] {
  const { id, name, types, grade } = inventory.enterprise;
  const comma = language === "zh-CN" ? "、" : ", ";
  const rows: (readonly [string, string, string])[] = [
    ["企业名称（公章）", "Enterprise (seal)", name[language]],
    ["统一社会信用代码", "Unified social credit code", ""],
    ["企业类型", "Type", types.map((type) => typeWords[type][language]).join(comma)],
    ["企业级别", "Grade", gradeWords[grade][language]],
    ["报送单位", "To", authorities.map((authority) => authority[language]).join(comma)],
    ["评估周期", "Period", ""],
    ["报告编号", "Number", `${id}-${kind}-${new Date(at).toISOString().slice(0, 16).replaceAll(/[-:T]/g, "")}`],
    ["编制日期", "Made on", dayText(at, language)],
  ];
  return rows.map(([zhCN, en, value]) => [{ "zh-CN": zhCN, en }[language], value]);
}
