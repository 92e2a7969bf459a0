import { message, render } from "../../model/messages/index.ts";
import type { CapLine, ScoreNode, ScoringRules, Sheet } from "../../model/score.ts";
import { displayPercent } from "../../model/score.ts";
import { runToEnd, type Steps } from "../steps.ts";
import type { Cap } from "./caps.ts";
import { compare, divide, type Fraction, fromDecimal, multiply, one, reduce, subtract, sum, toNumber, zero } from "./fraction.ts";
import { type Level, unknownLevel } from "./level.ts";
import type { ScoredObjective, WeighedPair } from "./objective-value.ts";
import { type Ledger, openLedger, type Reckoned, reckon } from "./reckon.ts";

/** What a sheet scores: the explained tree (null: nothing counts, "no evidence") and the line of what is only encouraged. */
export interface ScoredSheet {
  readonly root: ScoreNode | null;
  readonly encouraged: { readonly met: number; readonly of: number };
}

/** A line of the explanation with exact points, before they are converted for people. */
export interface ExactLine {
  readonly node: Reckoned;
  /** Share of the enterprise's score that the line stands for. */
  readonly share: Fraction;
  readonly points: Fraction;
  /** What the line's own cap takes, zero or negative. */
  readonly capPoints: Fraction;
  readonly children: readonly ExactLine[];
}
export interface ExactPair {
  readonly pair: WeighedPair;
  readonly points: Fraction;
}

/** Scores a sheet by the rules of a profile. Throws a Problem where the sheet contradicts itself. */
export function scoreSheet(sheet: Sheet, rules: ScoringRules): ScoredSheet {
  return scoreLedger(openLedger(sheet, rules));
}

export function scoreLedger(ledger: Ledger): ScoredSheet {
  const { root, encouraged } = runToEnd(scoreLedgerInSteps(ledger));
  return { root, encouraged };
}

/** A scored sheet with the lines of its objectives, for the next one to take over. */
export interface KeptTree extends ScoredSheet {
  readonly lines: ReadonlyMap<string, KeptLine>;
}
interface KeptLine {
  readonly scored: ScoredObjective;
  readonly share: Fraction;
  readonly node: ScoreNode;
}

/** The same in steps of one objective; lines that are equal in the tree `before` are the same objects. */
export function* scoreLedgerInSteps(ledger: Ledger, before?: KeptTree): Steps<KeptTree> {
  const reckoned = reckon(ledger);
  const encouraged = countEncouraged(ledger);
  const lines = new Map<string, KeptLine>();
  if (reckoned === null) return { root: null, encouraged, lines };
  for (const { node, share } of objectiveShares(explain(reckoned))) {
    if (node.scored === undefined) continue;
    lines.set(node.id, keptLine(node, node.scored, share, before?.lines.get(node.id)));
    yield;
  }
  return { root: toScoreNode(explain(reckoned), lines), encouraged, lines };
}

function* objectiveShares(line: ExactLine): Generator<ExactLine> {
  if (line.node.scored !== undefined) yield line;
  for (const child of line.children) yield* objectiveShares(child);
}

function keptLine(node: Reckoned, scored: ScoredObjective, share: Fraction, last: KeptLine | undefined): KeptLine {
  const sameShare = last !== undefined && compare(last.share, share) === 0;
  if (sameShare && last.scored === scored) return last;
  const line = { scored, share };
  // A pair's points go by its own weight and the unit of its objective.
  const sameUnit = sameShare && compare(last.scored.totalWeight, scored.totalWeight) === 0;
  const known = new Map(sameUnit ? last.scored.pairs.map((pair, index) => [pair, last.node.children[index]]) : []);
  const pairs = explainPairs(scored, share).map((exact) => known.get(exact.pair) ?? pairNode(exact));
  return { ...line, node: { ...ownNode(explainLine(node, share)), children: pairs } };
}

/** The tree whose leaves and cap lines add up to the enterprise's demonstrated score exactly (scoring rule 12). */
export function explain(node: Reckoned, share: Fraction = one): ExactLine {
  const total = sum(node.children.map((child) => child.weight));
  return {
    ...explainLine(node, share),
    children: node.children.map((child) => explain(child, reduce(divide(multiply(share, child.weight), total)))),
  };
}

function explainLine(node: Reckoned, share: Fraction): Omit<ExactLine, "children"> {
  return {
    node,
    share,
    points: multiply(share, node.level.demonstrated),
    capPoints: multiply(share, subtract(node.level.demonstrated, node.raw.demonstrated)),
  };
}

/** What each pair of a line adds to the score; none but on an objective that is tested. */
export function pairsOfLine({ node, share }: Pick<ExactLine, "node" | "share">): ExactPair[] {
  return node.scored === undefined ? [] : explainPairs(node.scored, share);
}

function explainPairs({ pairs, totalWeight }: ScoredObjective, share: Fraction): ExactPair[] {
  if (pairs.length === 0) return [];
  const unit = reduce(divide(share, totalWeight));
  return pairs.map((pair) => ({ pair, points: pair.status === "pass" ? multiply(unit, pair.weight) : zero }));
}

const hundred = fromDecimal(100);
const inPercent = (value: Fraction): number => toNumber(multiply(value, hundred));

function toScoreNode(line: ExactLine, lines: KeptTree["lines"]): ScoreNode {
  const kept = lines.get(line.node.id)?.node;
  return kept ?? { ...ownNode(line), children: line.children.map((child) => toScoreNode(child, lines)) };
}

function ownNode({ node, points, capPoints }: Omit<ExactLine, "children">): Omit<ScoreNode, "children"> {
  return {
    id: node.id,
    kind: node.kind,
    weight: toNumber(node.weight),
    ...levelInPercent(node.level),
    ...(node.cap === undefined ? {} : { raw: rawInPercent(node.raw), cap: capLine(node.cap, capPoints) }),
    points: inPercent(points),
  };
}

const pairLevels: Readonly<Record<WeighedPair["status"], Level>> = {
  pass: { demonstrated: one, potential: one, coverage: one },
  fail: { demonstrated: zero, potential: zero, coverage: one },
  unknown: unknownLevel,
};

function pairNode({ pair, points }: ExactPair): ScoreNode {
  const { assetId, checkId, status, severity, nominal, weight } = pair;
  return {
    id: `${assetId ?? ""}/${checkId}`,
    kind: "pair",
    weight: toNumber(weight),
    ...levelInPercent(pairLevels[status]),
    points: inPercent(points),
    pair: { assetId, checkId, status, ...(severity === nominal ? {} : { severity }) },
    children: [],
  };
}

function levelInPercent({ demonstrated, potential, coverage }: Level) {
  return { demonstrated: inPercent(demonstrated), potential: inPercent(potential), coverage: inPercent(coverage) };
}

function rawInPercent({ demonstrated, potential }: Level) {
  return { demonstrated: inPercent(demonstrated), potential: inPercent(potential) };
}

const capKeys = {
  critical: "scoring.cap-critical",
  high: "scoring.cap-high",
  enterprise: "scoring.cap-enterprise",
} as const;

function capLine({ at, kind, causes }: Cap, points: Fraction): CapLine {
  const [first] = causes;
  const said = message(capKeys[kind], {
    at: displayPercent(inPercent(at)).replace(/\.0$/, ""),
    check: first?.checkId ?? "",
    asset: first?.assetId ?? "",
    others: causes.length - 1,
  });
  return {
    at: inPercent(at),
    points: inPercent(points),
    because: render(said),
    causes: causes.map(({ assetId, checkId }) => [assetId, checkId] as const),
  };
}

/** How many of the encouraged objectives are wholly met (发展指标 x of y); those that leave the sum are not counted. */
function countEncouraged({ encouraged }: Ledger): ScoredSheet["encouraged"] {
  const levels = encouraged.flatMap(({ level }) => level ?? []);
  return { met: levels.filter(({ demonstrated }) => compare(demonstrated, one) === 0).length, of: levels.length };
}
