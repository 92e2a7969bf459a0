import type { ScoringRules } from "../../model/score.ts";
import { compareSeverity } from "../../model/severity.ts";
import { compare, divide, type Fraction, fromDecimal, multiply, smaller, subtract, sum } from "./fraction.ts";
import type { ScoredObjective, WeighedPair } from "./objective-value.ts";
import { compareSubject, compareText } from "./order.ts";

/** An unresolved finding that may cap. */
export type CappingFinding = Pick<WeighedPair, "key" | "assetId" | "checkId" | "severity"> & { readonly criticality: number };

/** A cap as a share of one, with the findings behind it. */
export interface Cap {
  readonly at: Fraction;
  readonly kind: "critical" | "high" | "enterprise";
  readonly causes: readonly CappingFinding[];
}

/** What the cap of one control follows from. */
export interface CapGround {
  readonly findings: readonly CappingFinding[];
  /** Criticality of all assets with an applicable pair in the control's TEST objectives. */
  readonly criticality: Fraction;
}

/** Gathers what may cap a control (scoring rule 8): not house rules, not secondary judgements, not `monitor.*`. */
export function capGround(objectives: readonly ScoredObjective[], criticality: (assetId: string | null) => number): CapGround {
  const findings = new Map<string, CappingFinding>();
  for (const { objective, pairs } of objectives) {
    if (objective.basis === "house") continue;
    for (const { key, assetId, checkId, severity, status } of pairs) {
      if (status !== "fail" || objective.secondary.includes(checkId) || checkId.startsWith("monitor.")) continue;
      // A sheet by hand may name a pair twice with different severities; the worse one holds, wherever it stands.
      const known = findings.get(key);
      if (known !== undefined && compareSeverity(known.severity, severity) <= 0) continue;
      findings.set(key, { key, assetId, checkId, severity, criticality: criticality(assetId) });
    }
  }
  const assets = new Set(objectives.flatMap(({ pairs }) => pairs.map((pair) => pair.assetId)));
  return {
    findings: [...findings.values()].sort(compareFindings),
    criticality: sum([...assets].map((assetId) => fromDecimal(criticality(assetId)))),
  };
}

/** The lowest cap of a control; undefined where nothing caps it. Findings of equally low caps all stand behind it. */
export function controlCap({ findings, criticality }: CapGround, { controlCap: figures }: ScoringRules): Cap | undefined {
  const critical = findings.filter((finding) => finding.severity === "critical");
  const grave = critical.filter((finding) => finding.criticality >= figures.criticalFrom);
  const caps: Cap[] = [];
  if (grave.length > 0) caps.push({ at: percent(figures.critical), kind: "critical", causes: grave });
  else if (critical.length > 0) caps.push({ at: percent(figures.criticalElse), kind: "critical", causes: critical });
  const high = findings.filter((finding) => finding.severity === "high");
  if (high.length > 0) caps.push({ at: highCap(high, criticality, figures.highSlope), kind: "high", causes: high });
  return lowest(caps);
}

/** 100 − slope × s, s being the criticality of the assets with an unresolved high finding over that of all assets in the control. */
function highCap(high: readonly CappingFinding[], criticality: Fraction, slope: number): Fraction {
  const affected = new Map(high.map((finding) => [finding.assetId, fromDecimal(finding.criticality)]));
  return subtract(percent(100), multiply(percent(slope), divide(sum(affected.values()), criticality)));
}

/** Findings of a control that may cap the enterprise (scoring rule 9): critical ones on assets of high criticality. */
export function graveFindings({ findings }: CapGround, { enterpriseCap }: ScoringRules): readonly CappingFinding[] {
  return findings.filter(({ severity, criticality }) => severity === "critical" && criticality >= enterpriseCap.criticalityFrom);
}

/** The cap of the enterprise under these findings; undefined where there are none. */
export function enterpriseCap(grave: readonly CappingFinding[], { enterpriseCap: figures }: ScoringRules): Cap | undefined {
  if (grave.length === 0) return undefined;
  return { at: percent(figures.at), kind: "enterprise", causes: grave.toSorted(compareFindings) };
}

/** The same ground once these findings are put right. */
export function withoutFindings(ground: CapGround, fixed: ReadonlySet<string>): CapGround {
  return { ...ground, findings: ground.findings.filter(({ key }) => !fixed.has(key)) };
}

function lowest(caps: readonly Cap[]): Cap | undefined {
  const [first, second] = caps;
  if (first === undefined || second === undefined) return first;
  const order = compare(first.at, second.at);
  if (order === 0) return { ...first, causes: [...first.causes, ...second.causes].sort(compareFindings) };
  return order < 0 ? first : second;
}

function compareFindings(a: CappingFinding, b: CappingFinding): number {
  return compareSubject(a.assetId, b.assetId) || compareText(a.checkId, b.checkId);
}

function percent(value: number): Fraction {
  return divide(fromDecimal(value), fromDecimal(100));
}

/** Whether the cap lowers the value. */
export function lowers(cap: Cap, value: Fraction): boolean {
  return compare(smaller(cap.at, value), value) < 0;
}
