import { styleText } from "node:util";
import type { Language } from "../../model/language.ts";
import { render } from "../../model/messages/index.ts";
import { compareSeverity } from "../../model/severity.ts";
import { type Verdict, verdictStatuses } from "../../model/verdict.ts";
import type { Check } from "../../posture/checks/define.ts";
import { version } from "../version.ts";
import type { TargetReport } from "./scan.ts";

/** The JSON form that DESIGN's public surface promises: stable once released. */
export function toJson(reports: readonly TargetReport[]): string {
  const targets = reports.map(({ url, outcome, verdicts, observations }) => ({
    url,
    outcome,
    verdicts: verdicts.map((verdict) => ({
      check: verdict.checkId,
      status: verdict.status,
      severity: verdict.severity,
      because: render(verdict.because),
      evidence: verdict.evidence.map(({ probe, pointer }) => ({ probe, pointer })),
    })),
    facts: Object.fromEntries(
      observations.map(({ probe, facts, outcome: ended, reason }) => [probe, facts ?? { outcome: ended, reason }]),
    ),
  }));
  return `${JSON.stringify({ schema: 1, targets }, null, 2)}\n`;
}

const marks = {
  critical: { sign: "◆", style: "red" },
  high: { sign: "▲", style: "yellow" },
  medium: { sign: "●", style: "blue" },
  low: { sign: "○", style: "gray" },
} as const;

const words = {
  "zh-CN": {
    fail: "不符合",
    unknown: "未知",
    pass: "符合",
    "not-applicable": "不适用",
    critical: "严重",
    high: "高",
    medium: "中",
    low: "低",
  },
  en: {
    fail: "fail",
    unknown: "unknown",
    pass: "pass",
    "not-applicable": "n/a",
    critical: "critical",
    high: "high",
    medium: "medium",
    low: "low",
  },
} as const;

/** A table for people: what is wrong first, worst first, then what could not be told; the rest is counted. */
export function toTable(reports: readonly TargetReport[], checks: ReadonlyMap<string, Check>, language: Language): string {
  return reports.map((report) => targetTable(report, checks, language)).join("\n");
}

function targetTable(
  { url, outcome, verdicts, observations }: TargetReport,
  checks: ReadonlyMap<string, Check>,
  language: Language,
): string {
  const say = words[language];
  const shown = [...verdicts].filter(({ status }) => status === "fail" || status === "unknown").sort(worstFirst);
  const lines = shown.map((verdict) => {
    const { sign, style } = marks[verdict.severity];
    const head =
      verdict.status === "fail" ? styleText(style, `${sign} ${say[verdict.severity]}`) : styleText("dim", `? ${say.unknown}`);
    const title = checks.get(verdict.checkId)?.text.title[language] ?? verdict.checkId;
    return `  ${head}  ${styleText("bold", verdict.checkId)}  ${title}\n      ${render(verdict.because)[language]}`;
  });
  const count = (status: Verdict["status"]) => `${say[status]} ${verdicts.filter((verdict) => verdict.status === status).length}`;
  const failed = outcome === "answered" ? [] : observations.flatMap(({ reason }) => reason?.code ?? []);
  const why = failed.length === 0 ? "" : ` (${[...new Set(failed)].join(", ")})`;
  return [`${styleText("underline", url)}  ${outcome}${why}`, ...lines, `  ${verdictStatuses.map(count).join(" · ")}`, ""].join(
    "\n",
  );
}

function worstFirst(a: Verdict, b: Verdict): number {
  return (
    verdictStatuses.indexOf(a.status) - verdictStatuses.indexOf(b.status) ||
    compareSeverity(a.severity, b.severity) ||
    a.checkId.localeCompare(b.checkId)
  );
}

const sarifLevels = { critical: "error", high: "error", medium: "warning", low: "note" } as const;

/** SARIF 2.1.0: one rule a check, one result a failed verdict, the target's URL as its location. */
export function toSarif(reports: readonly TargetReport[], checks: readonly Check[], language: Language): string {
  const rules = checks
    .filter((check) => check.scope === "endpoint")
    .map(({ id, severity, text, references }) => ({
      id,
      shortDescription: { text: text.title[language] },
      fullDescription: { text: text.rationale[language] },
      help: { text: text.remediation[language] },
      defaultConfiguration: { level: sarifLevels[severity] },
      properties: { tags: references.map(({ source, clause }) => `${source} ${clause}`) },
    }));
  const results = reports.flatMap(({ url, verdicts }) =>
    verdicts
      .filter(({ status }) => status === "fail")
      .map(({ checkId, severity, because, evidence }) => ({
        ruleId: checkId,
        ruleIndex: rules.findIndex(({ id }) => id === checkId),
        level: sarifLevels[severity],
        message: { text: render(because)[language] },
        locations: [
          {
            physicalLocation: { artifactLocation: { uri: url } },
            logicalLocations: evidence.map(({ probe, pointer }) => ({ fullyQualifiedName: `${probe}${pointer}` })),
          },
        ],
      })),
  );
  const driver = { name: "Plantwatch", version, rules };
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
