import { Problem } from "../../model/problem.ts";
import type { Pair, ScoringRules, Sheet, SheetObjective } from "../../model/score.ts";
import { compareSeverity, type Severity } from "../../model/severity.ts";
import { type VerdictStatus, verdictStatuses } from "../../model/verdict.ts";
import { add, divide, type Fraction, fromDecimal, multiply, one, reduce, sum, zero } from "./fraction.ts";
import { type Level, unknownLevel } from "./level.ts";
import { compareSubject, compareText } from "./order.ts";

/** An applicable pair with its part in the objective: the asset's criticality times the check's share of the asset. */
export interface WeighedPair {
  /** Identity of the pair and of its finding, see `pairKey`. */
  readonly key: string;
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
  /** Weight of every failing pair by its key. */
  readonly failing: ReadonlyMap<string, Fraction>;
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
  if (objective.method === "EXAMINE") {
    return { objective, level: claimLevel(objective, rules), pairs: [], totalWeight: zero, failing: new Map() };
  }
  const { pairs, totalWeight } = weigh(objective.pairs, criticality, rules);
  const level = pairs.length === 0 ? emptyScope(objective) : testLevel(pairs, totalWeight);
  const failing = new Map(pairs.filter(({ status }) => status === "fail").map(({ key, weight }) => [key, weight]));
  return { objective, level, pairs, totalWeight, failing };
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
  const { critical, high, medium, low } = severityWeight;
  const bySeverity: Readonly<Record<Severity, Fraction>> = {
    critical: fromDecimal(critical),
    high: fromDecimal(high),
    medium: fromDecimal(medium),
    low: fromDecimal(low),
  };
  const byAsset = Map.groupBy(worstOfEach(pairs), (pair) => pair.assetId);
  const assets = [...byAsset.keys()].sort(compareSubject);
  const weighed = assets.flatMap((assetId) => {
    const own = (byAsset.get(assetId) ?? []).sort((a, b) => compareText(a.checkId, b.checkId));
    const whole = divide(fromDecimal(criticality(assetId)), sum(own.map((pair) => bySeverity[pair.nominal])));
    return own.map((pair) => ({ ...pair, weight: multiply(whole, bySeverity[pair.nominal]) }));
  });
  return { pairs: weighed, totalWeight: sum(assets.map((assetId) => fromDecimal(criticality(assetId)))) };
}

function testLevel(pairs: readonly WeighedPair[], totalWeight: Fraction): Level {
  const weights = Map.groupBy(pairs, (pair) => pair.status);
  const share = (status: WeighedPair["status"]) =>
    divide(sum((weights.get(status) ?? []).map((pair) => pair.weight)), totalWeight);
  const [passed, failed, unknown] = [share("pass"), share("fail"), share("unknown")];
  return { demonstrated: reduce(passed), potential: reduce(add(passed, unknown)), coverage: reduce(add(passed, failed)) };
}

/** Rule 1: an asset with several endpoints has one pair a check, the worst of them; not-applicable ones leave. */
function worstOfEach(pairs: readonly Pair[]): WeighedPair[] {
  const worst = new Map<string, WeighedPair>();
  for (const [assetId, checkId, nominal, status, severity = nominal] of pairs) {
    if (status === "not-applicable") continue;
    const key = pairKey(assetId, checkId);
    const pair = { key, assetId, checkId, status, severity, nominal, weight: zero };
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
