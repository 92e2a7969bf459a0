import type { ReportLine } from "../../../../model/report.ts";
import { type VerdictStatus, verdictStatuses } from "../../../../model/verdict.ts";
import type { Part, PartInput } from "../part.ts";
import { tableOf, text } from "../tables.ts";
import { notApplicable, percentText, verdictWords } from "../words.ts";

/** What was judged, and what it comes to. */

const figure = (line: ReportLine, value: number | null, { language }: PartInput): string =>
  line.coverage === null ? notApplicable[language] : percentText(value, language);

/** Objectives that people state, by control. */
export const management: Part = (input) => {
  const { report, language } = input;
  const rows = report.lines.filter(({ method }) => method === "EXAMINE");
  const claims = Map.groupBy(
    report.claims.filter(({ kind }) => kind === "objective"),
    ({ about }) => about,
  );
  const accepted = (id: string) => claims.get(id)?.some(({ state }) => state === "accepted") ?? false;
  const words = {
    accepted: { "zh-CN": "已审核", en: "Reviewed" }[language],
    waiting: { "zh-CN": "待审核", en: "Not reviewed" }[language],
    none: { "zh-CN": "未提供", en: "Not given" }[language],
  };
  return [
    tableOf(
      language,
      { "zh-CN": "管理与材料查阅结果", en: "Results of examination" },
      (column) => [
        column("编号", "Id", 1.6, ({ id }) => id),
        column("要求", "Objective", 6, ({ title }) => title[language]),
        column("佐证", "Document", 1.6, ({ id }) =>
          claims.has(id) ? (accepted(id) ? words.accepted : words.waiting) : words.none,
        ),
        column("已证实", "Demonstrated", 2.1, (line) => figure(line, line.demonstrated, input), "right"),
        column("覆盖率", "Coverage", 2.1, (line) => figure(line, line.coverage, input), "right"),
        column("未知占比", "Unknown", 2.1, (line) => figure(line, unknownShare(line), input), "right"),
      ],
      rows,
    ),
  ];
};

/** What coverage leaves open, percent. */
function unknownShare({ coverage }: Pick<ReportLine, "coverage">): number | null {
  return coverage === null ? null : 100 - coverage;
}

interface CheckCounts {
  readonly checkId: string;
  readonly counts: Readonly<Record<VerdictStatus, number>>;
}

/** Counts by check, then what did not pass one by one; passes are in the enclosed data. */
export const technical: Part = ({ report, language, assetName, checkTitle }) => {
  const byCheck = [...Map.groupBy(report.verdicts, ({ checkId }) => checkId)].map(([checkId, verdicts]): CheckCounts => {
    const count = (status: VerdictStatus) => verdicts.filter((verdict) => verdict.status === status).length;
    return {
      checkId,
      counts: { pass: count("pass"), fail: count("fail"), unknown: count("unknown"), "not-applicable": count("not-applicable") },
    };
  });
  const single = report.verdicts.filter(({ status }) => status === "fail" || status === "unknown");
  const shown = single.slice(0, mostSingleRows);
  return [
    tableOf(
      language,
      { "zh-CN": "表3　技术检测结果汇总（对象数）", en: "Table 3. Technical results (subjects)" },
      (column) => [
        column("检查项", "Check", 7, ({ checkId }) => checkTitle(checkId)),
        ...verdictStatuses.map((status) =>
          column(verdictWords[status]["zh-CN"], verdictWords[status].en, 1.2, ({ counts }) => String(counts[status]), "right"),
        ),
      ],
      byCheck,
    ),
    tableOf(
      language,
      { "zh-CN": "表3（续）　不符合与未知明细", en: "Table 3, continued. Every fail and unknown" },
      (column) => [
        column("检查项", "Check", 4, ({ checkId }) => checkTitle(checkId)),
        column("资产", "Asset", 2, ({ assetId }) => assetName(assetId)),
        column("结果", "Result", 1.2, ({ status }) => verdictWords[status][language]),
        column("说明", "Reason", 5, ({ because }) => because[language]),
        column("证据", "Evidence", 1.8, ({ observationIds }) => observationIds.map(shortId).join(" ")),
      ],
      shown,
    ),
    ...(single.length > shown.length ? [leftOut(language, single.length - shown.length)] : []),
  ];
};

/** More than these fill hundreds of pages; the enclosed data has them all. */
const mostSingleRows = 2000;

function leftOut(language: PartInput["language"], count: number) {
  return text(
    language,
    `其余 ${count} 条见随附的 OSCAL 数据与 XLSX 表格。`,
    `${count} more are in the enclosed OSCAL data and in the workbook.`,
  );
}

/** The start of an observation's id, by which annex and table find each other. */
export function shortId(id: string): string {
  return id.slice(-8);
}

export const conformity: Part = (input) => {
  const { report, language } = input;
  const rows = report.lines.filter(({ kind }) => kind !== "objective");
  return [
    ...scoreText(input),
    tableOf(
      language,
      { "zh-CN": "表4　任务评价表", en: "Table 4. Tasks" },
      (column) => [
        column("序号", "No.", 0.9, ({ officialNo }) => (officialNo === null ? "" : String(officialNo)), "right"),
        column("任务", "Task", 5, ({ title }) => title[language]),
        column("已证实得分", "Demonstrated", 2.1, (line) => figure(line, line.demonstrated, input), "right"),
        column("可能得分", "Potential", 2.1, (line) => figure(line, line.potential, input), "right"),
        column("覆盖率", "Coverage", 2.1, (line) => figure(line, line.coverage, input), "right"),
        column("未知占比", "Unknown", 2.1, (line) => figure(line, unknownShare(line), input), "right"),
        column("封顶说明", "Cap", 4, ({ cap }) => cap?.because[language] ?? ""),
      ],
      rows,
    ),
  ];
};

export function scoreText({ report, language }: PartInput) {
  const { demonstrated, potential, coverage, cap } = report.score;
  const figures = [demonstrated, potential, coverage, unknownShare({ coverage })];
  const [low, high, known, open] = figures.map((value) => percentText(value, language));
  return [
    text(
      language,
      `总体得分：已证实 ${low}，可能 ${high}，覆盖率 ${known}，未知占比 ${open}。已证实与可能之差为未知部分，须补充检测或佐证后方可确定。`,
      `Score: demonstrated ${low}, potential ${high}, coverage ${known}, unknown ${open}. What lies between demonstrated and potential is unknown until it is detected or documented.`,
    ),
    ...(cap === null ? [] : [text(language, `封顶说明：${cap.because["zh-CN"]}`, `Cap: ${cap.because.en}`)]),
  ];
}
