import type { Attestation } from "../../model/attestation.ts";
import type { Instant } from "../../model/instant.ts";
import type { Grade } from "../../model/inventory/inventory.ts";
import type { Score, ScoreCause, ScoreNode } from "../../model/score.ts";
import { type Verdict, type VerdictStatus, verdictStatuses } from "../../model/verdict.ts";
import { expiryOf, type FoundObjective } from "../attestations/expiry.ts";
import { compareText } from "./order.ts";

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
  const [old, young] = [linesOf(before), linesOf(after)];
  const moved = pairMoves(old.pairs, young.pairs);
  const inventory = inventoryMoves(old.assets, young.assets);
  const others = moved.filter(({ assetId }) => !inventory.has(assetId));
  const causes = [
    ...profile,
    ...(inventory.size === 0 ? [] : [inventoryCause(inventory, old.assets)]),
    ...verdictCauses(others, ground),
    ...claimCauses(old.objectives, young.objectives, { ...ground, since: before.at, now: after.at }),
  ];
  // Nothing else is read by a score: criticality and roles of assets that stay.
  return causes.length > 0 ? causes : [{ kind: "inventory", added: 0, removed: 0, assetIds: [] }];
}

interface Lines {
  readonly pairs: ReadonlyMap<string, ScoreNode>;
  /** Objectives that count, with those of people's examination told apart by having no pairs. */
  readonly objectives: ReadonlyMap<string, ScoreNode>;
  readonly assets: ReadonlySet<string | null>;
}

function linesOf({ root }: Score): Lines {
  const pairs = new Map<string, ScoreNode>();
  const objectives = new Map<string, ScoreNode>();
  const assets = new Set<string | null>();
  const visit = (node: ScoreNode): void => {
    if (node.pair !== undefined) {
      pairs.set(node.id, node);
      assets.add(node.pair.assetId);
    } else if (node.kind === "objective") objectives.set(node.id, node);
    for (const child of node.children) visit(child);
  };
  if (root !== null) visit(root);
  return { pairs, objectives, assets };
}

interface PairMove {
  readonly assetId: string | null;
  readonly checkId: string;
  readonly before: VerdictStatus | null;
  readonly after: VerdictStatus | null;
}

/** Pairs whose verdict or severity differs, came or went. A pair stands in several objectives under one id and moves once. */
function pairMoves(old: ReadonlyMap<string, ScoreNode>, young: ReadonlyMap<string, ScoreNode>): PairMove[] {
  return [...new Set([...old.keys(), ...young.keys()])].flatMap((id) => {
    const [before, after] = [old.get(id)?.pair, young.get(id)?.pair];
    const pair = after ?? before;
    const same = before?.status === after?.status && before?.severity === after?.severity;
    if (pair === undefined || same) return [];
    const { assetId, checkId } = pair;
    return [{ assetId, checkId, before: before?.status ?? null, after: after?.status ?? null }];
  });
}

/** Assets that came or went as a whole. */
function inventoryMoves(old: ReadonlySet<string | null>, young: ReadonlySet<string | null>): ReadonlySet<string | null> {
  return old.symmetricDifference(young);
}

function inventoryCause(moved: ReadonlySet<string | null>, old: ReadonlySet<string | null>): ScoreCause {
  const ids = [...moved].filter((id) => id !== null).sort(compareText);
  const removed = ids.filter((id) => old.has(id)).length;
  return { kind: "inventory", added: ids.length - removed, removed, assetIds: ids.slice(0, namedAssets) };
}

/** Moves of one check in one direction are one cause. */
function verdictCauses(moves: readonly PairMove[], { verdicts }: CauseGround): ScoreCause[] {
  const passing = new Set(worstByPair(verdicts).flatMap(([key, status]) => (status === "pass" ? [key] : [])));
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
function claimCauses(
  old: ReadonlyMap<string, ScoreNode>,
  young: ReadonlyMap<string, ScoreNode>,
  ground: ClaimGround,
): ScoreCause[] {
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
