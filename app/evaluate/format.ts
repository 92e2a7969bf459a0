import type { Language } from "../../model/language.ts";
import { render } from "../../model/messages/index.ts";
import { textTable } from "../../posture/scoring/text-table.ts";
import { type Difference, isUnknown } from "./compare.ts";
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
    unknown: "监测结果仍为未知（不计为正确）：",
    none: "与真值完全一致。",
    total: (precision: string, recall: string, seed: number) => `精确率 ${precision}，召回率 ${recall}，种子 ${seed}`,
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
    unknown: "What the monitor left unknown, not counted as right:",
    none: "The monitor says what the truth says.",
    total: (precision: string, recall: string, seed: number) => `precision ${precision}, recall ${recall}, seed ${seed}`,
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
  const wrong = listed(
    say.differences,
    result.differences.filter((difference) => !isUnknown(difference)),
    language,
  );
  const unknown = listed(say.unknown, result.differences.filter(isUnknown), language);
  const total = say.total(share(result.precision), share(result.recall), result.seed);
  const below = result.differences.length === 0 ? [say.none] : [...wrong, ...unknown];
  return `${[textTable(columns, rows), total, ...below].join("\n")}\n`;
}

function listed(head: string, differences: readonly Difference[], language: Language): readonly string[] {
  if (differences.length === 0) return [];
  const lines = differences.map(({ enterprise, asset, check, expected, said, because, from, by }) => {
    const when = from === undefined || by === undefined ? "" : ` [${from / 1000}–${by / 1000} s]`;
    const why = because === undefined ? "" : `  ${render(because)[language]}`;
    return `  ${asset === undefined ? enterprise : `${enterprise}.${asset}`} ${check}${when}: ${expected} → ${said}${why}`;
  });
  return [head, ...lines];
}

function share(value: number | null): string {
  return value === null ? "" : value.toFixed(3);
}
