import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import type { Attestation } from "../../model/attestation.ts";
import type { EventRecord } from "../../model/event.ts";
import type { Finding } from "../../model/finding.ts";
import type { Instant } from "../../model/instant.ts";
import type { Inventory } from "../../model/inventory/inventory.ts";
import { Problem } from "../../model/problem.ts";
import type { Score, ScoreCause, ScoreSummary } from "../../model/score.ts";
import type { Verdict } from "../../model/verdict.ts";
import { type AssessInput, type Assessment, assessInSteps } from "../../posture/assess.ts";
import { end } from "../../posture/attestations/life-cycle.ts";
import {
  claimsOf,
  measuresOf,
  overtakenRetirements,
  retirementsOf,
  withLeftoverEndpoints,
} from "../../posture/attestations/score-inputs.ts";
import { causesBetween } from "../../posture/scoring/causes.ts";
import type { InventoryRecord } from "../../store/records/evidence-port.ts";
import type { NewScore, StoredJudgement, VerdictChange } from "../../store/records/judgement-port.ts";
import { installation, noteOwnChange } from "../accounts/own-changes.ts";
import type { Services } from "../services.ts";
import { submissionStanding } from "../submissions/standing.ts";
import { type Evidence, EvidenceReader, type FactsChange } from "./evidence-reader.ts";
import { inSlices } from "./in-slices.ts";
import type { News } from "./judge-queue.ts";
import { eventsOf } from "./judgement-events.ts";

/** What one judgement changed. */
export interface Judgement {
  readonly at: Instant;
  readonly inventory: Inventory;
  readonly facts: readonly FactsChange[];
  readonly verdicts: readonly VerdictChange[];
  readonly findings: readonly { readonly before: Finding | undefined; readonly after: Finding }[];
  /** Scores of the enterprise as a whole that differ from those before. */
  readonly scores: readonly {
    readonly before: ScoreSummary | null;
    readonly after: Score;
    readonly causes: readonly ScoreCause[];
  }[];
}

/** What is kept at hand of an enterprise from one judgement to the next; the records alone are the truth. */
interface Memory {
  readonly evidence: Evidence;
  readonly judgedInventory: Inventory;
  readonly assessment: Assessment;
}

/** Rows of observations that are kept at hand, of all enterprises together; those judged longest ago make room. */
const rowsAtHand = 50_000;
/** Subjects whose verdicts are stored at once. */
const subjectsAtOnce = 100;

/** Judges enterprises by what is stored, stores the outcome and tells what changed. */
export class Judge {
  readonly #services: Services;
  readonly #reader: EvidenceReader;
  readonly #memories = new Map<string, Memory>();

  constructor(services: Services) {
    this.#services = services;
    this.#reader = new EvidenceReader(services.records, services.advisories, {
      attestationsOf: (record) => currentAttestations(services, record),
      submissionsOf: (record) => submissionStanding(services, record),
    });
  }

  /** Drops what is kept at hand of an enterprise, so that the next judgement starts from the records. */
  forget(enterpriseId: string): void {
    this.#memories.delete(enterpriseId);
  }

  /** Judges and scores an enterprise of which some assets, or all, have news. Without a memory of it everything is judged. */
  async judge(enterpriseId: string, news: News): Promise<void> {
    const { hub, telemetry, health, judgeSoon } = this.#services;
    const startedAt = performance.now();
    const memory = this.#memories.get(enterpriseId);
    // Whatever fails on the way, the next judgement starts from the records.
    this.#memories.delete(enterpriseId);
    try {
      await hub.announce(await health.watch("records", () => this.#judgeRecords(enterpriseId, news, memory)));
    } catch (error) {
      // A person's decision landed in between; it is not overwritten, and the next round sees it.
      if (!(error instanceof Problem && error.code === "stale-edit")) throw error;
      judgeSoon(enterpriseId);
    }
    telemetry.judgement.observe((performance.now() - startedAt) / 1000);
  }

  async #judgeRecords(enterpriseId: string, news: News, memory: Memory | undefined): Promise<readonly EventRecord[]> {
    const { clock, pulse } = this.#services;
    const evidence = await this.#reader.read(enterpriseId, news, memory?.evidence);
    if (evidence === undefined) return [];
    pulse.take(enterpriseId, evidence.observations, news);
    const judgedInventory =
      memory?.evidence.leftovers === evidence.leftovers && memory.evidence.record === evidence.record
        ? memory.judgedInventory
        : withLeftoverEndpoints(evidence.record.inventory, evidence.leftovers.endpoints);
    const input = inputOf(this.#services, evidence, judgedInventory, clock.now());
    const assessment = await inSlices(assessInSteps(input, memory?.assessment));
    const events = await this.#store(evidence, assessment, memory?.assessment);
    this.#remember(enterpriseId, { evidence: { ...evidence, findings: assessment.findings }, judgedInventory, assessment });
    return events;
  }

  /** Stores what differs from the assessment before, which is known to be stored; without one, all is compared with the records. */
  async #store(evidence: Evidence, assessment: Assessment, before: Assessment | undefined): Promise<readonly EventRecord[]> {
    const { records } = this.#services;
    const { id: enterpriseId } = assessment.input.inventory.enterprise;
    const { judged, changedFindings } = assessment;
    const verdictsOf = (some: readonly (string | null)[]) => some.flatMap((one) => verdictsAt(judged, one) ?? []);
    const subjects = await this.#movedSubjects(assessment, before);
    const earlier: VerdictChange[] = [];
    // What one transaction writes keeps deliveries waiting, so that only the last part of very much stands in the one with the scores.
    while (subjects.length > subjectsAtOnce) {
      const some = subjects.splice(0, subjectsAtOnce);
      earlier.push(...(await records.verdicts.replace(enterpriseId, some, verdictsOf(some))));
    }
    return records.judgements.store(
      {
        enterpriseId,
        subjects,
        verdicts: verdictsOf(subjects),
        findings: changedFindings,
        scores: this.#newScores(evidence, assessment, before),
      },
      ({ verdicts, scores }) =>
        eventsOf(judgementOf(evidence, assessment, { verdicts: [...earlier, ...verdicts], scores }), this.#services),
    );
  }

  /** Subjects about which something else is said than before, and those that are no longer judged. */
  async #movedSubjects({ input, judged }: Assessment, before: Assessment | undefined): Promise<(string | null)[]> {
    const old = before?.judged.subjects;
    const kept = new Set<string | null>(input.leftoverAssets.map((asset) => asset.id));
    const stored = old === undefined ? await this.#services.records.verdicts.subjects(input.inventory.enterprise.id) : old.keys();
    const retired = before?.input.leftoverAssets.flatMap((asset) => (kept.has(asset.id) ? [] : [asset.id])) ?? [];
    const isMoved = (one: string | null) => old === undefined || old.get(one)?.verdicts !== verdictsAt(judged, one);
    const subjects = [...new Set([...stored, ...judged.subjects.keys()])].filter(isMoved);
    return [...new Set([...subjects, ...retired])].filter((one) => !kept.has(one));
  }

  #newScores(evidence: Evidence, { verdicts, scores }: Assessment, before: Assessment | undefined): readonly NewScore[] {
    const { attestations, record } = evidence;
    const ground = { attestations, verdicts, objectives: this.#services.objectives, grade: record.inventory.enterprise.grade };
    const known = new Map(before?.scores.map(({ score }) => [`${score.siteId} ${score.catalogId}`, score]));
    return scores.map(({ score }) => ({
      score,
      before: known.get(`${score.siteId} ${score.catalogId}`),
      causesSince: (earlier) => causesBetween(earlier, score, ground),
    }));
  }

  #remember(enterpriseId: string, memory: Memory): void {
    this.#memories.set(enterpriseId, memory);
    const rowsOf = ({ evidence }: Memory) => evidence.observations.values().reduce((sum, rows) => sum + rows.length, 0);
    let rows = this.#memories.values().reduce((sum, one) => sum + rowsOf(one), 0);
    for (const [id, oldest] of this.#memories) {
      if (rows <= rowsAtHand || id === enterpriseId) break;
      this.#memories.delete(id);
      rows -= rowsOf(oldest);
    }
  }
}

function judgementOf(evidence: Evidence, assessment: Assessment, stored: StoredJudgement): Judgement {
  const before = new Map(evidence.findings.map((finding) => [finding.id, finding]));
  const scores = stored.scores.flatMap(({ changed, before: summary, causes }, index) => {
    const after = assessment.scores[index]?.score;
    return changed && after?.siteId === null ? [{ before: summary, after, causes }] : [];
  });
  return {
    at: assessment.input.now,
    inventory: evidence.record.inventory,
    facts: evidence.changes,
    verdicts: stored.verdicts,
    findings: assessment.changedFindings.map((after) => ({ before: before.get(after.id), after })),
    scores,
  };
}

function verdictsAt({ subjects }: Assessment["judged"], assetId: string | null): readonly Verdict[] | undefined {
  return subjects.get(assetId)?.verdicts;
}

function inputOf({ checks, catalogs }: Services, evidence: Evidence, inventory: Inventory, now: Instant): AssessInput {
  const { observations, previous, baselines, findings, addressRegister, activities, submissions, attestations, leftovers } =
    evidence;
  return {
    inventory,
    observations: [...observations.values()].flat(),
    previous: [...previous.values()].flatMap((rows) => [...rows.values()].filter((row) => row !== undefined)),
    baselines,
    findings,
    addressRegister,
    activities,
    submissions,
    advisories: evidence.advisories,
    sightings: evidence.sightings,
    now,
    checks,
    catalogs,
    attestations: claimsOf(attestations),
    measures: measuresOf(attestations),
    retired: retirementsOf(attestations, evidence.record.inventory),
    leftoverAssets: leftovers.assets,
    leftoverVerdicts: evidence.leftoverVerdicts,
    leftoverEndpoints: leftovers.endpoints.map(({ assetId, endpoint }) => ({ assetId, endpointId: endpoint.id })),
    newId: randomUUID,
  };
}

/** The attestations, after those retirements have ended whose subject the inventory names again. */
async function currentAttestations(services: Services, { inventory }: InventoryRecord): Promise<readonly Attestation[]> {
  const { records, clock } = services;
  const { id } = inventory.enterprise;
  const attestations = await records.attestations.list(id);
  const overtaken = overtakenRetirements(attestations, inventory);
  if (overtaken.length === 0) return attestations;
  const change = { change: "withdrawn", by: installation, at: clock.now() } as const;
  await records.attestations.save(overtaken.map((attestation) => ({ ...change, attestation: end(attestation) })));
  for (const one of overtaken) await noteOwnChange(services, "attestation.withdraw", one.id, { about: one.about });
  return records.attestations.list(id);
}
