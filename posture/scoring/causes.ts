import type { Attestation } from "../../model/attestation.ts";
import type { Instant } from "../../model/instant.ts";
import type { Grade } from "../../model/inventory/inventory.ts";
import type { Score, ScoreCause, ScoreNode } from "../../model/score.ts";
import { type Verdict, type VerdictStatus, verdictStatuses } from "../../model/verdict.ts";
import { expiryOf, type FoundObjective } from "../attestations/expiry.ts";
import { compareSubject, compareText } from "./order.ts";

/** What is at hand when a score came to differ from the one before. */
export interface CauseGround {
  readonly attestations: readonly Attestation[];
  readonly verdicts: readonly Verdict[];
  readonly objectives: ReadonlyMap<string, FoundObjective>;
  readonly grade: Grade;
}

/** Assets that a cause names; the count beside them is whole. */
const namedAssets = 20;

/**
 * What moved a score: the lines in which two trees differ, each traced to the verdict, claim, end, profile or inventory behind it.
 * The order is that of weight: the profile first, then verdicts by check, then claims by objective.
 */
export function causesBetween(before: Score | undefined, after: Score, ground: CauseGround): readonly ScoreCause[] {
  if (before === undefined) return [{ kind: "first" }];
  const profile: ScoreCause[] =
    before.profileVersion === after.profileVersion
      ? []
      : [{ kind: "profile", before: before.profileVersion, after: after.profileVersion }];
  const [old, young] = [objectivesIn(before), objectivesIn(after)];
  const moved = pairMoves(old, young);
  const inventory = inventoryMoves(moved, old, young);
  const others = moved.filter(({ assetId }) => !inventory.has(assetId));
  const causes = [
    ...profile,
    ...(inventory.size === 0 ? [] : [inventoryCause(inventory, old)]),
    ...verdictCauses(others, ground),
    ...claimCauses(old, young, { ...ground, since: before.at, now: after.at }),
  ];
  // Nothing else is read by a score: criticality and roles of assets that stay.
  return causes.length > 0 ? causes : [{ kind: "inventory", added: 0, removed: 0, assetIds: [] }];
}

type Objectives = ReadonlyMap<string, ScoreNode>;

/** Objectives that count, by id; those of people's examination are told apart by having no pairs. */
function objectivesIn({ root }: Score): Objectives {
  const found = new Map<string, ScoreNode>();
  const visit = (node: ScoreNode): void => {
    if (node.kind === "objective") found.set(node.id, node);
    else for (const child of node.children) visit(child);
  };
  if (root !== null) visit(root);
  return found;
}

interface PairMove {
  readonly assetId: string | null;
  readonly checkId: string;
  readonly before: VerdictStatus | null;
  readonly after: VerdictStatus | null;
}

/**
 * Pairs whose verdict or severity differs, came or went. A pair stands in several objectives under one id and moves once. Objectives
 * that are the same object in both scores are not looked into.
 */
function pairMoves(old: Objectives, young: Objectives): PairMove[] {
  const moves = new Map<string, PairMove>();
  for (const id of new Set([...old.keys(), ...young.keys()])) {
    if (old.get(id) === young.get(id)) continue;
    const before = pairsNotIn(old.get(id), young.get(id));
    const after = pairsNotIn(young.get(id), old.get(id));
    for (const pairId of new Set([...before.keys(), ...after.keys()])) {
      const pair = after.get(pairId) ?? before.get(pairId);
      if (pair === undefined || moves.has(pairId)) continue;
      const [was, is] = [before.get(pairId) ?? pairIn(old, pair), after.get(pairId) ?? pairIn(young, pair)];
      if (was?.status === is?.status && was?.severity === is?.severity) continue;
      const { assetId, checkId } = pair;
      moves.set(pairId, { assetId, checkId, before: was?.status ?? null, after: is?.status ?? null });
    }
  }
  return [...moves.values()];
}

/** Pairs of an objective by id, but for lines that are the same object in the other one. */
function pairsNotIn(own: ScoreNode | undefined, other: ScoreNode | undefined): ReadonlyMap<string, ScoredPair> {
  const known = new Set(other?.children);
  const differing = own?.children.filter((node) => !known.has(node)) ?? [];
  return new Map(differing.flatMap(({ id, pair }) => (pair === undefined ? [] : [[id, pair]])));
}

type ScoredPair = NonNullable<ScoreNode["pair"]>;

/** The pair in whatever objective it stands. */
function pairIn(objectives: Objectives, { assetId, checkId }: Pick<ScoredPair, "assetId" | "checkId">): ScoredPair | undefined {
  for (const { children } of objectives.values()) {
    const pair = children[firstAt(children, assetId, checkId)]?.pair;
    if (pair?.assetId === assetId && pair.checkId === checkId) return pair;
  }
  return undefined;
}

function isIn(objectives: Objectives, assetId: string | null): boolean {
  return objectives.values().some(({ children }) => {
    const pair = children[firstAt(children, assetId, "")]?.pair;
    return pair !== undefined && pair.assetId === assetId;
  });
}

/** Where the pairs from this one on begin: they are in order of asset and check. */
function firstAt(pairs: readonly ScoreNode[], assetId: string | null, checkId: string): number {
  let [low, high] = [0, pairs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const pair = pairs[middle]?.pair;
    const order = pair === undefined ? 0 : compareSubject(pair.assetId, assetId) || compareText(pair.checkId, checkId);
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Assets that came or went as a whole. */
function inventoryMoves(moves: readonly PairMove[], old: Objectives, young: Objectives): ReadonlySet<string | null> {
  const ids = new Set(moves.filter(({ before, after }) => before === null || after === null).map(({ assetId }) => assetId));
  return new Set([...ids].filter((id) => isIn(old, id) !== isIn(young, id)));
}

function inventoryCause(moved: ReadonlySet<string | null>, old: Objectives): ScoreCause {
  const ids = [...moved].filter((id) => id !== null).sort(compareText);
  const removed = ids.filter((id) => isIn(old, id)).length;
  return { kind: "inventory", added: ids.length - removed, removed, assetIds: ids.slice(0, namedAssets) };
}

/** Moves of one check in one direction are one cause. */
function verdictCauses(moves: readonly PairMove[], { verdicts }: CauseGround): ScoreCause[] {
  const aged = moves.filter((move) => move.before === "pass" && move.after === "unknown");
  const [assets, pairs] = [new Set(aged.map(({ assetId }) => assetId)), new Set(aged.map(pairOf))];
  const told = aged.length === 0 ? [] : verdicts.filter((verdict) => assets.has(verdict.assetId) && pairs.has(pairOf(verdict)));
  const passing = new Set(worstByPair(told).flatMap(([key, status]) => (status === "pass" ? [key] : [])));
  const isStale = (move: PairMove) => move.before === "pass" && move.after === "unknown" && passing.has(pairOf(move));
  const groups = Map.groupBy(moves, (move) => JSON.stringify([move.checkId, move.before, move.after, isStale(move)]));
  return [...groups.values()].flatMap((own): ScoreCause[] => {
    const [first] = own;
    if (first === undefined) return [];
    const ids = own.map(({ assetId }) => assetId).sort((a, b) => compareText(a ?? "", b ?? ""));
    const subject = { checkId: first.checkId, count: own.length, assetIds: ids.slice(0, namedAssets) };
    if (isStale(first)) return [{ kind: "stale", ...subject }];
    if (first.before === first.after) return [{ kind: "severity", ...subject }];
    return [{ kind: "verdict", ...subject, before: first.before, after: first.after }];
  });
}

function worstByPair(verdicts: readonly Verdict[]): (readonly [string, VerdictStatus])[] {
  return [...Map.groupBy(verdicts, pairOf)].flatMap(([key, own]) => {
    const worst = verdictStatuses.find((status) => own.some((verdict) => verdict.status === status));
    return worst === undefined ? [] : [[key, worst] as const];
  });
}

function pairOf({ assetId, checkId }: Pick<Verdict, "assetId" | "checkId">): string {
  return JSON.stringify([assetId, checkId]);
}

interface ClaimGround extends CauseGround {
  readonly since: Instant;
  readonly now: Instant;
}

/** Objectives without pairs whose value moved, and objectives that came into the sum or left it. */
function claimCauses(old: Objectives, young: Objectives, ground: ClaimGround): ScoreCause[] {
  const ids = [...new Set([...old.keys(), ...young.keys()])];
  return ids.flatMap((id): ScoreCause[] => {
    const [before, after] = [old.get(id), young.get(id)];
    const counts = before !== undefined && after !== undefined;
    if (counts && (before.children.length > 0 || after.children.length > 0 || sameLevel(before, after))) return [];
    return [claimCause(id, ground)];
  });
}

function sameLevel(a: ScoreNode, b: ScoreNode): boolean {
  return a.demonstrated === b.demonstrated && a.potential === b.potential && a.coverage === b.coverage;
}

function claimCause(objectiveId: string, { attestations, objectives, grade, since, now }: ClaimGround): ScoreCause {
  const own = attestations
    .filter(({ about }) => about.kind === "objective" && about.objectiveId === objectiveId)
    .sort((a, b) => lastMove(b) - lastMove(a) || compareText(a.id, b.id));
  const recent = own.find((attestation) => lastMove(attestation) >= since);
  const ended = own.find((attestation) => {
    const end = expiryOf(attestation, objectives, grade);
    return attestation.state === "accepted" && end !== null && end > since && end <= now;
  });
  const withdrawn = own.find(({ state }) => state === "withdrawn");
  const cause = recent ?? ended ?? withdrawn;
  if (cause === undefined) return { kind: "applicability", objectiveId };
  if (cause === ended && cause !== recent) return { kind: "expiry", objectiveId, attestationId: cause.id };
  return { kind: "claim", objectiveId, attestationId: cause.id, state: cause.state };
}

function lastMove({ madeAt, review }: Attestation): Instant {
  return Math.max(madeAt, review?.at ?? 0);
}
