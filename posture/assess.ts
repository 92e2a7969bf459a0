import { isDeepStrictEqual } from "node:util";
import type { Catalog } from "../catalogs/catalog.ts";
import type { ObjectiveClaim } from "../model/attestation.ts";
import type { Finding } from "../model/finding.ts";
import type { Asset } from "../model/inventory/inventory.ts";
import type { Verdict } from "../model/verdict.ts";
import { advanceFindings, findingsMovedByTime, type Retirement } from "./findings/life-cycle.ts";
import { type Judged, type JudgeInput, judgeInSteps, verdictsOf } from "./judge.ts";
import { sameItems } from "./same-items.ts";
import { type CompensatingMeasure, groundPairs, type PairGround } from "./scoring/pair-ground.ts";
import { type KeptScore, scoreInSteps } from "./scoring/score-enterprise.ts";
import type { Steps } from "./steps.ts";

/** Everything that the posture of an enterprise follows from at one time. */
export interface AssessInput extends JudgeInput {
  /** Every finding of the enterprise, resolved ones included. */
  readonly findings: readonly Finding[];
  readonly catalogs: readonly Catalog[];
  readonly attestations: readonly ObjectiveClaim[];
  readonly measures: readonly CompensatingMeasure[];
  readonly retired: readonly Retirement[];
  /** Assets that left the inventory without a reviewed retirement, and what was last said of them. */
  readonly leftoverAssets: readonly Asset[];
  readonly leftoverVerdicts: readonly Verdict[];
  /** Endpoints of the judged inventory that the plant's own names no more. */
  readonly leftoverEndpoints: readonly { readonly assetId: string; readonly endpointId: string }[];
  readonly newId: () => string;
}

/** The posture of an enterprise, and what the next assessment needs in order to reckon only what changed. */
export interface Assessment {
  readonly input: AssessInput;
  readonly judged: Judged;
  /** All of them, with those of leftover assets. */
  readonly verdicts: readonly Verdict[];
  /** All of them as they stand now, and those that changed or are new. */
  readonly findings: readonly Finding[];
  readonly changedFindings: readonly Finding[];
  readonly ground: PairGround;
  readonly scores: readonly KeptScore[];
}

/**
 * Judges, moves the findings on, and scores the enterprise against every catalogue, and each site where there are several; in
 * steps, each short. With the assessment `before` only what changed is reckoned; verdicts, findings and scores are the same
 * without it, but for the time of verdicts that say what they said before.
 */
export function* assessInSteps(input: AssessInput, before?: Assessment): Steps<Assessment> {
  const judged = yield* judgeInSteps(judgeInputOf(input), before?.judged);
  const verdicts = [...verdictsOf(judged), ...input.leftoverVerdicts];
  yield;
  const changedFindings = moveFindings(input, judged, before);
  const changedById = new Map(changedFindings.map((finding) => [finding.id, finding]));
  const kept = changedFindings.length === 0 ? input.findings : input.findings.filter(({ id }) => !changedById.has(id));
  const findings = changedFindings.length === 0 ? kept : [...kept, ...changedFindings];
  yield;
  const ground = groundPairs(
    { ...input, verdicts, verdictsOf: bySubject(judged, input.leftoverVerdicts), findings },
    before?.ground,
  );
  yield;
  const scores: KeptScore[] = [];
  for (const catalog of input.catalogs) {
    for (const siteId of scoredSites(input.inventory)) {
      const known = before?.scores.find(({ score }) => score.siteId === siteId && score.catalogId === catalog.id);
      scores.push(yield* scoreInSteps({ ...input, verdicts, findings, catalog, siteId }, ground, known));
    }
  }
  return { input, judged, verdicts, findings, changedFindings, ground, scores };
}

/** The verdicts of every subject: the same array for as long as none of them changes. */
function bySubject({ subjects }: Judged, left: readonly Verdict[]): ReadonlyMap<string | null, readonly Verdict[]> {
  const judged = [...subjects].flatMap(([id, { verdicts }]) => (verdicts.length === 0 ? [] : [[id, verdicts] as const]));
  const all = new Map(judged);
  for (const [id, own] of Map.groupBy(left, ({ assetId }) => assetId)) all.set(id, [...(all.get(id) ?? []), ...own]);
  return all;
}

/** The enterprise as a whole (null), and each site where there are several; of a single one the score is the enterprise's. */
function scoredSites({ sites }: JudgeInput["inventory"]): readonly (string | null)[] {
  return sites.length > 1 ? [null, ...sites.map(({ id }) => id)] : [null];
}

function judgeInputOf(input: AssessInput): JudgeInput {
  const { catalogs, attestations, measures, retired, leftoverAssets, leftoverVerdicts, leftoverEndpoints, newId, ...judgeInput } =
    input;
  return judgeInput;
}

/** Findings of subjects about which nothing new was said move by time alone. */
function moveFindings(input: AssessInput, judged: Judged, before: Assessment | undefined): readonly Finding[] {
  const { findings, now, retired } = input;
  const enterpriseId = input.inventory.enterprise.id;
  const isContinued =
    before !== undefined && sameItems(before.findings, findings) && isDeepStrictEqual(before.input.retired, retired);
  const moved = new Set(isContinued ? movedSubjects(before.judged, judged) : undefined);
  if (isContinued) {
    for (const { assetId } of findingsMovedByTime(findings, judged, now)) moved.add(assetId);
  }
  const isMoved = (assetId: string | null) => !isContinued || moved.has(assetId);
  const verdicts = [...judged.subjects].flatMap(([assetId, subject]) => (isMoved(assetId) ? subject.verdicts : []));
  const own = isContinued ? findings.filter(({ assetId }) => moved.has(assetId)) : findings;
  return advanceFindings({ ...input, enterpriseId, findings: own, verdicts }).changed;
}

/** Subjects whose verdicts are not the same objects as before, those that are gone included. */
function movedSubjects(before: Judged, judged: Judged): (string | null)[] {
  const ids = new Set([...before.subjects.keys(), ...judged.subjects.keys()]);
  return [...ids].filter((id) => before.subjects.get(id)?.verdicts !== judged.subjects.get(id)?.verdicts);
}
