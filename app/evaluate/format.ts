import type { Language } from "../../model/language.ts";
import { render } from "../../model/messages/index.ts";
import { textTable } from "../../posture/scoring/text-table.ts";
import type { Evaluation } from "./evaluate.ts";

const words = {
  "zh-CN": {
    check: "检查项",
    hits: "命中",
    misses: "漏报",
    falseAlarms: "误报",
    confirmed: "良好项已确认",
    precision: "精确率",
    recall: "召回率",
    timeToDetect: "最慢发现",
    differences: "与真值不一致：",
    none: "与真值完全一致。",
    total: (precision: string, recall: string) => `精确率 ${precision}，召回率 ${recall}`,
  },
  en: {
    check: "check",
    hits: "hits",
    misses: "misses",
    falseAlarms: "false alarms",
    confirmed: "good confirmed",
    precision: "precision",
    recall: "recall",
    timeToDetect: "slowest",
    differences: "Where the monitor and the truth differ:",
    none: "The monitor says what the truth says.",
    total: (precision: string, recall: string) => `precision ${precision}, recall ${recall}`,
  },
} as const;

/** The evaluation as a table for a terminal, differences below it. */
export function evaluationTable(result: Evaluation, language: Language): string {
  const say = words[language];
  const columns = [
    { head: say.check, align: "left" },
    ...[say.hits, say.misses, say.falseAlarms, say.confirmed, say.precision, say.recall, say.timeToDetect].map((head) => ({
      head,
      align: "right" as const,
    })),
  ] as const;
  const rows = result.checks.map((line) => [
    line.check,
    String(line.hits),
    String(line.misses),
    String(line.falseAlarms),
    `${line.confirmed}/${line.good}`,
    share(line.precision),
    share(line.recall),
    line.timeToDetect === null ? "" : `${(line.timeToDetect / 1000).toFixed(1)} s`,
  ]);
  const differences = result.differences.map(
    ({ enterprise, asset, check, expected, said, because }) =>
      `  ${enterprise}.${asset} ${check}: ${expected} → ${said}${because === undefined ? "" : `  ${render(because)[language]}`}`,
  );
  const below = differences.length === 0 ? say.none : [say.differences, ...differences].join("\n");
  return `${textTable(columns, rows)}\n${say.total(share(result.precision), share(result.recall))}\n${below}\n`;
}

function share(value: number | null): string {
  return value === null ? "" : value.toFixed(3);
}
