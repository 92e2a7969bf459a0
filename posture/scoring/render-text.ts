import type { Bilingual, Language } from "../../model/language.ts";
import { displayPercent, type Repair, type ScoreNode } from "../../model/score.ts";
import { becauseByName, type NameOf } from "./name-in-cap.ts";
import type { ScoredSheet } from "./score-sheet.ts";
import { clip, textTable } from "./text-table.ts";

const words = {
  "zh-CN": {
    line: "项",
    weight: "权重",
    demonstrated: "已证实",
    potential: "可能值",
    coverage: "覆盖率",
    contribution: "贡献分",
    cap: (at: string) => `封顶 ${at}，封顶前`,
    because: "原因",
    noEvidence: "没有证据：没有任何计入得分的评价目标。",
    encouraged: (met: number, of: number) => `发展指标：${of} 项中达到 ${met} 项，不计入得分。`,
    enterprise: "企业得分",
    ownSubject: "企业自身",
    repair: "整改项",
    asset: "资产",
    severity: "严重程度",
    alone: "单独整改",
    together: "同一封顶一并整改",
    effort: "人日",
    nothingToRepair: "没有未解决的问题。",
    severities: { critical: "◆ 严重", high: "▲ 高", medium: "● 中", low: "○ 低" },
    statuses: { pass: "符合", fail: "不符合", unknown: "未知", "not-applicable": "不适用" },
  },
  en: {
    line: "line",
    weight: "weight",
    demonstrated: "demonstrated",
    potential: "potential",
    coverage: "coverage",
    contribution: "points",
    cap: (at: string) => `cap ${at}, before it`,
    because: "because",
    noEvidence: "No evidence: no objective counts.",
    encouraged: (met: number, of: number) => `Encouraged by the state: ${met} of ${of} met; outside the score.`,
    enterprise: "enterprise",
    ownSubject: "the enterprise",
    repair: "repair",
    asset: "asset",
    severity: "severity",
    alone: "alone",
    together: "with all under the same cap",
    effort: "person-days",
    nothingToRepair: "No finding is unresolved.",
    severities: { critical: "◆ critical", high: "▲ high", medium: "● medium", low: "○ low" },
    statuses: { pass: "pass", fail: "fail", unknown: "unknown", "not-applicable": "n/a" },
  },
} as const;

export interface ExplanationOptions {
  /** The deepest level to print; `pair` where it is absent, so that the points can be added up. */
  readonly depth?: "control" | "objective" | "pair";
  /** Titles of tasks, controls and objectives by id. */
  readonly titles?: ReadonlyMap<string, Bilingual>;
  /** Names of assets; ids stand where there is none. */
  readonly assetName?: NameOf;
}

/** The explained score as a table for a terminal: every line with its points, every cap as a line of its own. */
export function renderExplanation(scored: ScoredSheet, language: Language, options: ExplanationOptions = {}): string {
  const say = words[language];
  const { met, of } = scored.encouraged;
  const encouraged = of === 0 ? "" : `${say.encouraged(met, of)}\n`;
  if (scored.root === null) return `${say.noEvidence}\n${encouraged}`;
  const columns = [
    { head: say.line, align: "left" },
    { head: say.weight, align: "right" },
    { head: say.demonstrated, align: "right" },
    { head: say.potential, align: "right" },
    { head: say.coverage, align: "right" },
    { head: say.contribution, align: "right" },
    { head: say.because, align: "left" },
  ] as const;
  return `${textTable(columns, linesOf(scored.root, 0, language, options))}${encouraged}`;
}

/** Columns of a line's name: long titles must not push the figures off a screen. */
const nameWidth = 72;
const depths = ["enterprise", "task", "control", "objective", "pair"] as const;

function linesOf(node: ScoreNode, indent: number, language: Language, options: ExplanationOptions): string[][] {
  const { depth = "pair" } = options;
  const margin = "  ".repeat(indent);
  const { weight, demonstrated, potential, coverage, points } = node;
  const values = [demonstrated, potential, coverage].map(displayPercent);
  const line = [clip(`${margin}${nameOf(node, language, options)}`, nameWidth), figure(weight), ...values, figure(points)];
  const below = node.children.filter((child) => depths.indexOf(child.kind) <= depths.indexOf(depth));
  return [
    line,
    ...capLines(node, `${margin}  `, language, options),
    ...below.flatMap((child) => linesOf(child, indent + 1, language, options)),
  ];
}

function capLines({ cap, raw }: ScoreNode, margin: string, language: Language, options: ExplanationOptions): string[][] {
  if (cap === undefined || raw === undefined) return [];
  const values = [displayPercent(raw.demonstrated), displayPercent(raw.potential), ""];
  const because = becauseByName(cap, options.assetName ?? noName);
  return [[`${margin}${words[language].cap(figure(cap.at))}`, "", ...values, figure(cap.points), because[language]]];
}

const noName: NameOf = () => undefined;

function nameOf(node: ScoreNode, language: Language, { titles, assetName = noName }: ExplanationOptions): string {
  const say = words[language];
  if (node.kind === "enterprise") return say.enterprise;
  if (node.pair !== undefined) {
    const { assetId, checkId, status, severity } = node.pair;
    const own = severity === undefined ? "" : ` (${say.severities[severity]})`;
    return `${subjectName(assetId, language, assetName)} ${checkId} ${say.statuses[status]}${own}`;
  }
  const title = titles?.get(node.id)?.[language];
  return title === undefined ? node.id : `${node.id} ${title}`;
}

function subjectName(assetId: string | null, language: Language, assetName: NameOf): string {
  return assetId === null ? words[language].ownSubject : (assetName(assetId)?.[language] ?? assetId);
}

/** The best next repairs as a table for a terminal, gains in points of the enterprise's score. */
export function renderWhatIf(repairs: readonly Repair[], language: Language, assetName: NameOf = noName): string {
  const say = words[language];
  if (repairs.length === 0) return `${say.nothingToRepair}\n`;
  const columns = [
    { head: say.severity, align: "left" },
    { head: say.asset, align: "left" },
    { head: say.alone, align: "right" },
    { head: say.together, align: "right" },
    { head: say.effort, align: "right" },
    { head: say.repair, align: "left" },
  ] as const;
  return textTable(
    columns,
    repairs.map((repair) => [
      say.severities[repair.severity],
      subjectName(repair.assetId, language, assetName),
      `+${figure(repair.gainAlone)}`,
      repair.together === 1 ? "" : `+${figure(repair.gainTogether)} (${repair.together})`,
      figure(repair.effort),
      repair.title[language] === repair.checkId ? repair.checkId : `${repair.checkId} ${repair.title[language]}`,
    ]),
  );
}

/** A figure to three decimals at most, without idle zeros. */
function figure(value: number): string {
  return String(Number(value.toFixed(3)) + 0);
}
