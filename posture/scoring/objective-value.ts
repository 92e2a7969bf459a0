import { Problem } from "../../model/problem.ts";
import type { Pair, ScoringRules, Sheet, SheetObjective } from "../../model/score.ts";
import { compareSeverity, type Severity } from "../../model/severity.ts";
import { type VerdictStatus, verdictStatuses } from "../../model/verdict.ts";
import { sameItems } from "../same-items.ts";
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

/** The applicable pairs of one asset: the same object for as long as neither they nor its criticality change. */
export interface AssetPart {
  /** As the sheet names them, in its order. */
  readonly named: readonly Pair[];
  readonly criticality: number;
  readonly pairs: readonly WeighedPair[];
}

export interface ScoredObjective {
  readonly objective: SheetObjective;
  /** null: it leaves the sum. */
  readonly level: Level | null;
  readonly pairs: readonly WeighedPair[];
  readonly parts: ReadonlyMap<string | null, AssetPart>;
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

/** Values one objective by its method (scoring rules 1, 3 and 5); parts of `before` that stay the same are taken over. */
export function scoreObjective(
  objective: SheetObjective,
  criticality: (assetId: string | null) => number,
  rules: ScoringRules,
  before?: ScoredObjective,
): ScoredObjective {
  if (objective.method === "EXAMINE") {
    const level = claimLevel(objective, rules);
    return { objective, level, pairs: [], parts: new Map(), totalWeight: zero, failing: new Map() };
  }
  const { pairs, parts, totalWeight } = weigh(objective.pairs, criticality, rules, before?.parts);
  const level = pairs.length === 0 ? emptyScope(objective) : testLevel(pairs, totalWeight);
  const failing = new Map(pairs.filter(({ status }) => status === "fail").map(({ key, weight }) => [key, weight]));
  return { objective, level, pairs, parts, totalWeight, failing };
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
function weigh(
  named: readonly Pair[],
  criticality: (assetId: string | null) => number,
  { severityWeight }: ScoringRules,
  before: ScoredObjective["parts"] | undefined,
) {
  const { critical, high, medium, low } = severityWeight;
  const bySeverity: BySeverity = {
    critical: fromDecimal(critical),
    high: fromDecimal(high),
    medium: fromDecimal(medium),
    low: fromDecimal(low),
  };
  const byAsset = Map.groupBy(named, ([assetId]) => assetId);
  const parts = new Map<string | null, AssetPart>();
  for (const assetId of [...byAsset.keys()].sort(compareSubject)) {
    const own = byAsset.get(assetId) ?? [];
    const known = before?.get(assetId);
    const weight = criticality(assetId);
    const isSame = known?.criticality === weight && sameItems(known.named, own);
    parts.set(assetId, isSame ? known : { named: own, criticality: weight, pairs: weighAsset(own, weight, bySeverity) });
  }
  const counting = [...parts.values()].filter(({ pairs }) => pairs.length > 0);
  const totalWeight = sum(counting.map((part) => fromDecimal(part.criticality)));
  return { pairs: counting.flatMap(({ pairs }) => pairs), parts, totalWeight };
}

type BySeverity = Readonly<Record<Severity, Fraction>>;

function weighAsset(named: readonly Pair[], criticality: number, bySeverity: BySeverity): readonly WeighedPair[] {
  const pairs = worstOfEach(named).sort((a, b) => compareText(a.checkId, b.checkId));
  if (pairs.length === 0) return [];
  const whole = divide(fromDecimal(criticality), sum(pairs.map((pair) => bySeverity[pair.nominal])));
  return pairs.map((pair) => ({ ...pair, weight: multiply(whole, bySeverity[pair.nominal]) }));
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
