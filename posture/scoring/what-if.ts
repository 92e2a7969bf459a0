import type { Repair, ScoringRules, Sheet } from "../../model/score.ts";
import { compareSeverity, type Severity } from "../../model/severity.ts";
import type { Check } from "../checks/define.ts";
import { compare, divide, type Fraction, fromDecimal, multiply, subtract, toNumber, zero } from "./fraction.ts";
import { compareSubject, compareText } from "./order.ts";
import { type Ledger, openLedger, type Reckoned, reckon } from "./reckon.ts";

export interface WhatIfInput {
  readonly sheet: Sheet;
  readonly rules: ScoringRules;
  /** Titles and efforts of repairs; a check that is not among them has the effort of one day and its id as title. */
  readonly checks: readonly Check[];
}

interface Candidate {
  readonly key: string;
  readonly assetId: string | null;
  readonly checkId: string;
  readonly severity: Severity;
}

/** Findings that hold the same cap, and how much the score rises when all of them are put right. */
interface CapGroup {
  readonly size: number;
  readonly share: Fraction;
}

/**
 * What each repair would gain (scoring rule 12), in percent points of the demonstrated score: alone, and together with the others
 * that hold the same cap, the lift shared equally among them. A finding that holds several caps is shown with the one whose
 * group gives it most. Ranked by the larger gain for effort, best first.
 */
export function whatIf({ sheet, rules, checks }: WhatIfInput): readonly Repair[] {
  const ledger = openLedger(sheet, rules);
  const root = reckon(ledger);
  if (root === null) return [];
  const groups = capGroups(ledger, root);
  const known = new Map(checks.map((check) => [check.id, check]));
  const gain = rememberedGain(ledger, root);
  const repairs = candidatesOf(ledger).map((candidate): Repair => {
    const alone = gain(candidate);
    const group = groups.get(candidate.key);
    const check = known.get(candidate.checkId);
    return {
      checkId: candidate.checkId,
      assetId: candidate.assetId,
      severity: candidate.severity,
      gainAlone: inPoints(alone),
      gainTogether: inPoints(group?.share ?? alone),
      together: group?.size ?? 1,
      effort: check?.effort ?? 1,
      title: check?.text.title ?? { "zh-CN": candidate.checkId, en: candidate.checkId },
    };
  });
  return repairs.sort(compareRepairs);
}

/** Every failing pair that counts, once, with the severity by which it caps. */
function candidatesOf(ledger: Ledger): Candidate[] {
  const candidates = new Map<string, Candidate>();
  for (const { pairs } of objectivesOf(ledger)) {
    for (const { key, assetId, checkId, severity, status } of pairs) {
      if (status !== "fail") continue;
      const known = candidates.get(key);
      if (known === undefined || compareSeverity(severity, known.severity) < 0) {
        candidates.set(key, { key, assetId, checkId, severity });
      }
    }
  }
  return [...candidates.values()];
}

/** The best group of every finding that holds a cap which lowers the score now. */
function capGroups(ledger: Ledger, root: Reckoned): Map<string, CapGroup> {
  const best = new Map<string, CapGroup>();
  for (const { cap } of levelsOf(root)) {
    if (cap === undefined) continue;
    const keys = cap.causes.map(({ key }) => key);
    const share = divide(gainOf(ledger, root, new Set(keys)), fromDecimal(keys.length));
    for (const key of keys) {
      const known = best.get(key);
      const order = known === undefined ? 1 : compare(share, known.share) || known.size - keys.length;
      if (order > 0) best.set(key, { size: keys.length, share });
    }
  }
  return best;
}

function* levelsOf(node: Reckoned): Generator<Reckoned> {
  yield node;
  for (const child of node.children) yield* levelsOf(child);
}

function gainOf(ledger: Ledger, root: Reckoned, fixed: ReadonlySet<string>): Fraction {
  const after = reckon(ledger, fixed);
  return after === null ? zero : subtract(after.level.demonstrated, root.level.demonstrated);
}

/**
 * The gain of one repair. Findings with the same part in the same objectives, and the same say in their caps, gain the same; a
 * plant of a thousand assets has few kinds of them, so each kind is reckoned once.
 */
function rememberedGain(ledger: Ledger, root: Reckoned): (candidate: Candidate) => Fraction {
  const parts = partsOf(ledger);
  const gains = new Map<string, Fraction>();
  return (candidate) => {
    const kind = parts.get(candidate.key)?.join(" ") ?? candidate.key;
    const known = gains.get(kind);
    if (known !== undefined) return known;
    const gain = gainOf(ledger, root, new Set([candidate.key]));
    gains.set(kind, gain);
    return gain;
  };
}

/** What the gain of a finding follows from: its weight in each objective, and whether a cap would hold without it. */
function partsOf(ledger: Ledger): Map<string, string[]> {
  const parts = new Map<string, string[]>();
  const note = (key: string, part: string) => {
    const known = parts.get(key);
    if (known === undefined) parts.set(key, [part]);
    else known.push(part);
  };
  for (const { objective, failing } of objectivesOf(ledger)) {
    for (const [key, weight] of failing) note(key, `${objective.id}:${weight.n}/${weight.d}`);
  }
  for (const { ground, id } of ledger.tasks.flatMap((task) => task.controls)) {
    const sameOf = Map.groupBy(ground.findings, ({ assetId, severity }) => `${assetId ?? ""} ${severity}`);
    for (const { key, assetId, severity, criticality } of ground.findings) {
      const others = (sameOf.get(`${assetId ?? ""} ${severity}`)?.length ?? 1) > 1;
      note(key, `${id}:${severity}:${criticality}:${others}`);
    }
  }
  return parts;
}

function objectivesOf(ledger: Ledger) {
  return ledger.tasks.flatMap((task) => task.controls.flatMap((control) => control.objectives));
}

function inPoints(gain: Fraction): number {
  return toNumber(multiply(gain, fromDecimal(100)));
}

function compareRepairs(a: Repair, b: Repair): number {
  const worth = ({ gainAlone, gainTogether, effort }: Repair) => Math.max(gainAlone, gainTogether) / effort;
  return (
    worth(b) - worth(a) ||
    b.gainAlone / b.effort - a.gainAlone / a.effort ||
    compareSeverity(a.severity, b.severity) ||
    compareSubject(a.assetId, b.assetId) ||
    compareText(a.checkId, b.checkId)
  );
}
