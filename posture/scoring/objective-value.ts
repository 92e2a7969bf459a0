import { Problem } from "../../model/problem.ts";
import type { Pair, ScoringRules, Sheet, SheetObjective } from "../../model/score.ts";
import { compareSeverity, type Severity, severities } from "../../model/severity.ts";
import { type VerdictStatus, verdictStatuses } from "../../model/verdict.ts";
import { divide, type Fraction, fromDecimal, multiply, one, reduce, sum, zero } from "./fraction.ts";
import { type Level, unknownLevel } from "./level.ts";
import { compareSubject, compareText } from "./order.ts";

/** An applicable pair with its part in the objective: the asset's criticality times the check's share of the asset. */
export interface WeighedPair {
  readonly assetId: string | null;
  readonly checkId: string;
  readonly status: Exclude<VerdictStatus, "not-applicable">;
  /** The finding's own severity where it has one, else the nominal one; caps go by it (scoring rule 8). */
  readonly severity: Severity;
  readonly nominal: Severity;
  readonly weight: Fraction;
}

export interface ScoredObjective {
  readonly objective: SheetObjective;
  /** null: it leaves the sum. */
  readonly level: Level | null;
  readonly pairs: readonly WeighedPair[];
  /** Sum of the criticality of the assets that have a pair. */
  readonly totalWeight: Fraction;
}

/** Identity of a pair and of its finding. */
export function pairKey(assetId: string | null, checkId: string): string {
  return `${assetId ?? ""} ${checkId}`;
}

/** Criticality by asset; the enterprise itself (null) has the profile's. Throws a Problem for an asset that the sheet lacks. */
export function criticalityIn(sheet: Sheet, rules: ScoringRules): (assetId: string | null) => number {
  return (assetId) => {
    if (assetId === null) return rules.enterpriseCriticality;
    const criticality = Object.hasOwn(sheet.assets, assetId) ? sheet.assets[assetId] : undefined;
    if (criticality !== undefined) return criticality;
    throw new Problem("sheet-asset-unknown", `the sheet has a pair of "${assetId}", which is not among its assets`, {
      target: assetId,
      advice: "Add the asset with its criticality (1 to 5) under assets.",
    });
  };
}

/** Values one objective by its method (scoring rules 1, 3 and 5). */
export function scoreObjective(
  objective: SheetObjective,
  criticality: (assetId: string | null) => number,
  rules: ScoringRules,
): ScoredObjective {
  if (objective.method === "EXAMINE") return { objective, level: claimLevel(objective, rules), pairs: [], totalWeight: zero };
  const { pairs, totalWeight } = weigh(objective.pairs, criticality, rules);
  return { objective, level: pairs.length === 0 ? emptyScope(objective) : testLevel(pairs, totalWeight), pairs, totalWeight };
}

/** Rule 3: nothing to test is unknown; only a reviewed statement in date that there is no such asset takes it out. */
function emptyScope({ none }: SheetObjective): Level | null {
  return none?.reviewed && none.valid ? null : unknownLevel;
}

/** Rule 5: a claim counts as proved only with a document, a second person's review and in date. */
function claimLevel({ attestation }: SheetObjective, { claimValue }: ScoringRules): Level | null {
  if (attestation === null) return unknownLevel;
  const backed = attestation.document && attestation.reviewed && attestation.valid;
  if (attestation.claim === "not-applicable") return backed ? null : unknownLevel;
  const value = fromDecimal(claimValue[attestation.claim]);
  if (backed || attestation.claim === "not-satisfied") return { demonstrated: value, potential: value, coverage: one };
  return { demonstrated: zero, potential: value, coverage: zero };
}

/** Rule 1, first step and second at once: within an asset by nominal severity, between assets by criticality. */
function weigh(pairs: readonly Pair[], criticality: (assetId: string | null) => number, { severityWeight }: ScoringRules) {
  const bySeverity = Object.fromEntries(severities.map((severity) => [severity, fromDecimal(severityWeight[severity])]));
  const weightOf = (pair: WeighedPair): Fraction => bySeverity[pair.nominal] ?? zero;
  const byAsset = Map.groupBy(worstOfEach(pairs), (pair) => pair.assetId);
  const weighed: WeighedPair[] = [];
  for (const [assetId, own] of byAsset) {
    const whole = divide(fromDecimal(criticality(assetId)), sum(own.map(weightOf)));
    for (const pair of own) weighed.push({ ...pair, weight: multiply(whole, weightOf(pair)) });
  }
  weighed.sort((a, b) => compareSubject(a.assetId, b.assetId) || compareText(a.checkId, b.checkId));
  return { pairs: weighed, totalWeight: sum([...byAsset.keys()].map((assetId) => fromDecimal(criticality(assetId)))) };
}

function testLevel(pairs: readonly WeighedPair[], totalWeight: Fraction): Level {
  const share = (...statuses: readonly VerdictStatus[]) =>
    reduce(divide(sum(pairs.filter((pair) => statuses.includes(pair.status)).map((pair) => pair.weight)), totalWeight));
  return { demonstrated: share("pass"), potential: share("pass", "unknown"), coverage: share("pass", "fail") };
}

/** Rule 1: an asset with several endpoints has one pair a check, the worst of them; not-applicable ones leave. */
function worstOfEach(pairs: readonly Pair[]): WeighedPair[] {
  const worst = new Map<string, WeighedPair>();
  for (const [assetId, checkId, nominal, status, severity = nominal] of pairs) {
    if (status === "not-applicable") continue;
    const key = pairKey(assetId, checkId);
    const pair = { assetId, checkId, status, severity, nominal, weight: zero };
    const known = worst.get(key);
    if (known === undefined || compareBadness(pair, known) < 0) worst.set(key, pair);
  }
  return [...worst.values()];
}

function compareBadness(a: WeighedPair, b: WeighedPair): number {
  return (
    verdictStatuses.indexOf(a.status) - verdictStatuses.indexOf(b.status) ||
    compareSeverity(a.severity, b.severity) ||
    compareSeverity(a.nominal, b.nominal)
  );
}
