import type { Bilingual } from "../../model/language.ts";
import type { ReportKind } from "../../model/report.ts";

/** What a section holds; each is built by the part of the same name. */
export const partNames = [
  "basics",
  "purpose",
  "assets",
  "topology",
  "management",
  "technical",
  "conformity",
  "findings",
  "ledger",
  "waivers",
  "open-findings",
  "risks",
  "asset-values",
  "conclusion",
  "claims",
  "address-records",
  "evidence",
] as const;
export type PartName = (typeof partNames)[number];

export interface OutlineSection {
  readonly level: 1 | 2;
  readonly title: Bilingual;
  readonly parts: readonly PartName[];
}

export interface Outline {
  readonly title: Bilingual;
  readonly sections: readonly OutlineSection[];
}

type Row = readonly [level: 1 | 2, chinese: string, english: string, ...parts: PartName[]];

const section = ([level, zhCN, en, ...parts]: Row): OutlineSection => ({ level, title: { "zh-CN": zhCN, en }, parts });
const outline = (zhCN: string, en: string, rows: readonly Row[]): Outline => ({
  title: { "zh-CN": zhCN, en },
  sections: rows.map(section),
});

const annexes = (no: string): Row[] => [
  [1, "附件", "Annexes"],
  [2, "附件1　声明与佐证材料及 SHA-256 清单", "Annex 1. Claims and their documents with SHA-256", "claims"],
  [2, "附件2　IP 地址备案记录", "Annex 2. Address records", "address-records"],
  [2, `附件${no}　检测原始记录及 SHA-256 清单`, `Annex ${no}. Records of detection with SHA-256`, "evidence"],
];

/** The outlines, in the order in which inspectors read; provinces have rules of their own, so a section is a line here. */
export const outlines: Readonly<Record<ReportKind, Outline>> = {
  "self-assessment": outline("工业互联网安全防护自评估报告", "Self-assessment of industrial internet security protection", [
    [1, "一、企业基本情况", "1. The enterprise", "basics"],
    [1, "二、评估概述", "2. The assessment", "purpose"],
    [1, "三、网络与资产情况", "3. Network and assets"],
    [2, "（一）资产清单", "3.1 Assets", "assets"],
    [2, "（二）网络拓扑", "3.2 Network topology", "topology"],
    [1, "四、安全管理评估", "4. Management", "management"],
    [1, "五、安全技术评估", "5. Technical results", "technical"],
    [1, "六、符合性结论", "6. Conformity", "conformity"],
    [1, "七、主要问题与风险", "7. Findings and risks", "findings"],
    [1, "八、整改计划与完成情况", "8. Plan of action"],
    [2, "（一）整改台账", "8.1 Rectification ledger", "ledger"],
    [2, "（二）暂缓整改说明", "8.2 Waivers", "waivers"],
    [1, "九、总体结论", "9. Conclusion", "conclusion"],
    ...annexes("3"),
  ]),
  rectification: outline("网络安全整改报告", "Rectification report", [
    [1, "一、企业基本情况", "1. The enterprise", "basics"],
    [1, "二、问题摘要", "2. The findings", "findings"],
    [1, "三、逐项整改情况", "3. Rectification, finding by finding", "ledger"],
    [1, "四、未完成项及计划", "4. What is not yet done", "open-findings"],
    [2, "（一）暂缓整改说明", "4.1 Waivers", "waivers"],
    [1, "五、整改结论", "5. Conclusion", "conclusion"],
    ...annexes("3"),
  ]),
  risk: outline("网络安全风险评估报告", "Risk assessment", [
    [1, "一、企业基本情况", "1. The enterprise", "basics"],
    [1, "二、评估概述", "2. The assessment", "purpose"],
    [1, "三、资产赋值", "3. Value of the assets", "asset-values"],
    [2, "（一）网络拓扑", "3.1 Network topology", "topology"],
    [1, "四、脆弱性与已有措施", "4. Weaknesses and measures in place", "technical"],
    [1, "五、风险值", "5. Risks", "risks"],
    [1, "六、风险处置", "6. Treatment of the risks", "ledger"],
    [2, "（一）暂缓整改说明", "6.1 Waivers", "waivers"],
    [1, "七、总体结论", "7. Conclusion", "conclusion"],
    ...annexes("3"),
  ]),
};
