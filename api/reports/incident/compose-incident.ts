import type { Incident, IncidentGrade, IncidentText } from "../../../model/incident.ts";
import type { Enterprise } from "../../../model/inventory/inventory.ts";
import type { Bilingual, Language } from "../../../model/language.ts";
import type { IncidentView } from "../../contract/incidents.ts";
import { frontPages } from "../compose/front-pages.ts";
import type { Block, Field, ReportLayout, Section } from "../compose/layout.ts";
import { tableOf } from "../compose/tables.ts";
import { minuteText } from "../compose/words.ts";

const gradeWords: Readonly<Record<IncidentGrade, Bilingual>> = {
  general: { "zh-CN": "一般", en: "General" },
  larger: { "zh-CN": "较大", en: "Larger" },
  major: { "zh-CN": "重大", en: "Major" },
  extraordinary: { "zh-CN": "特别重大", en: "Extraordinary" },
};
const unjudged: Bilingual = { "zh-CN": "尚未判定", en: "Not judged yet" };

const outline: readonly (readonly [Exclude<IncidentText, "title" | "contact">, string, string])[] = [
  ["summary", "二、事件经过", "2. What happened"],
  ["impact", "三、影响范围与危害", "3. Extent and harm"],
  ["cause", "四、原因初步分析", "4. Cause, as far as known"],
  ["measures", "五、已采取的措施", "5. What was done"],
  ["next", "六、拟采取的措施及建议", "6. What is to be done"],
];

interface IncidentPages {
  readonly incident: Incident;
  readonly view: IncidentView;
  readonly enterprise: Enterprise;
}

/** The pages of an incident report in a language; what nobody has written is said to be unknown. */
export function composeIncident({ incident, view, enterprise }: IncidentPages, language: Language): ReportLayout {
  const say = (zhCN: string, en: string) => ({ "zh-CN": zhCN, en })[language];
  return {
    language,
    title: say("网络安全事件报告（草稿）", "Incident report (draft)"),
    enterprise: enterprise.name[language],
    mark: enterprise.simulated ? say("模拟数据，不得报送", "Simulated data, not to be submitted") : "",
    cover: coverOf({ incident, view, enterprise }, language),
    ...frontPages[language],
    sections: [basicsOf({ incident, view, enterprise }, language), ...textsOf(incident, language), clocksOf(view, language)],
    at: incident.at,
  };
}

function coverOf({ incident, enterprise }: IncidentPages, language: Language): Field[] {
  const rows: readonly (readonly [string, string, string])[] = [
    ["企业名称（公章）", "Enterprise (seal)", enterprise.name[language]],
    ["统一社会信用代码", "Unified social credit code", ""],
    ["事件名称", "Incident", incident.title],
    ["发现时间", "Discovered", minuteText(incident.discoveredAt)],
    ["事件级别", "Grade", gradeText(incident, language)],
    ["编制时间", "Written", minuteText(incident.at)],
  ];
  return rows.map(([zhCN, en, value]) => [{ "zh-CN": zhCN, en }[language], value]);
}

function gradeText({ grade }: Incident, language: Language): string {
  return (grade === null ? unjudged : gradeWords[grade])[language];
}

function basicsOf({ incident, enterprise }: IncidentPages, language: Language): Section {
  const handled =
    incident.handledAt === null ? { "zh-CN": "尚未结束", en: "Not over yet" }[language] : minuteText(incident.handledAt);
  const rows: readonly (readonly [string, string, string])[] = [
    ["企业名称", "Enterprise", enterprise.name[language]],
    ["所属行业", "Industry", enterprise.industry?.[language] ?? ""],
    ["发现时间（北京时间）", "Discovered (Beijing time)", minuteText(incident.discoveredAt)],
    ["处置结束时间", "Over", handled],
    ["事件级别", "Grade", gradeText(incident, language)],
    ["联系人及电话", "Contact and telephone", incident.contact],
  ];
  const table = tableOf(
    language,
    { "zh-CN": "表1　事件信息表", en: "Table 1. The incident" },
    (column) => [
      column("项目", "Item", 2, ([zhCN, en]) => ({ "zh-CN": zhCN, en })[language]),
      column("内容", "Content", 5, ([, , value]) => value),
    ],
    rows,
  );
  return { level: 1, title: { "zh-CN": "一、基本情况", en: "1. The incident" }[language], blocks: [table] };
}

function textsOf(incident: Incident, language: Language): Section[] {
  const unknown = { "zh-CN": "未知，正在核实。", en: "Unknown, being looked into." }[language];
  return outline.map(([field, zhCN, en]) => {
    const lines = incident[field].split("\n").filter((line) => line.trim() !== "");
    const blocks = (lines.length === 0 ? [unknown] : lines).map((text): Block => ({ kind: "text", text }));
    return { level: 1, title: { "zh-CN": zhCN, en }[language], blocks };
  });
}

function clocksOf({ clocks }: IncidentView, language: Language): Section {
  const time = (at: string | null) => (at === null ? "" : minuteText(Date.parse(at)));
  const table = tableOf(
    language,
    { "zh-CN": "表2　报告时限（北京时间）", en: "Table 2. Deadlines (Beijing time)" },
    (column) => [
      column("情形", "Case", 3, ({ title }) => title[language]),
      column("报告对象", "To", 3, ({ to }) => to[language]),
      column("时限", "By", 2, ({ dueAt }) => time(dueAt)),
      column("报告时间", "Told", 2, ({ toldAt }) => time(toldAt)),
      column("依据", "Source", 3, ({ source }) => source),
    ],
    clocks,
  );
  return {
    level: 1,
    title: { "zh-CN": "七、报告时限与报告情况", en: "7. Deadlines and who was told" }[language],
    blocks: [table],
  };
}
