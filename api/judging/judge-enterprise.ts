import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import type { Attestation } from "../../model/attestation.ts";
import type { Finding } from "../../model/finding.ts";
import type { Instant } from "../../model/instant.ts";
import type { Inventory } from "../../model/inventory/inventory.ts";
import type { Score, ScoreCause, ScoreSummary } from "../../model/score.ts";
import { end } from "../../posture/attestations/life-cycle.ts";
import { overtakenRetirements, retirementsOf } from "../../posture/attestations/score-inputs.ts";
import { type AdvanceInput, advanceFindings } from "../../posture/findings/life-cycle.ts";
import { judge } from "../../posture/judge.ts";
import { causesBetween } from "../../posture/scoring/causes.ts";
import { scoreEnterprise } from "../../posture/scoring/score-enterprise.ts";
import type { VerdictChange } from "../../store/records/port.ts";
import { installation, noteOwnChange } from "../accounts/own-changes.ts";
import type { Services } from "../services.ts";
import type { EvidenceReader, FactsChange } from "./evidence-reader.ts";
import { eventsOf } from "./judgement-events.ts";
import { lastVerdictsOf, type ScoreGround, statedGround } from "./score-ground.ts";

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

/** Judges and scores one enterprise by what is stored, stores the outcome and tells what changed. */
export async function judgeEnterprise(services: Services, reader: EvidenceReader, enterpriseId: string): Promise<void> {
  const { records, hub, telemetry, clock, health } = services;
  const startedAt = performance.now();
  const record = await records.inventories.get(enterpriseId);
  if (record === undefined) return;
  const judgement = await health.watch("records", () => judgeRecords(services, reader, record.inventory, clock.now()));
  await hub.publish(eventsOf(judgement, services));
  telemetry.judgement.observe((performance.now() - startedAt) / 1000);
}

async function judgeRecords(services: Services, reader: EvidenceReader, inventory: Inventory, now: Instant): Promise<Judgement> {
  const { records, pulse, checks } = services;
  const { id } = inventory.enterprise;
  const observations = await records.observations.latest(id);
  pulse.take(id, observations);
  const { rows: previous, changes: facts } = await reader.previous(observations);
  const baselines = await reader.baselines(id);
  const standing = await records.findings.list({ enterpriseId: id });
  const addressRegister = await reader.addressRegister(id);
  const activities = await records.activities.list(id);
  const judged = judge({
    inventory,
    observations,
    previous,
    baselines,
    findings: standing,
    addressRegister,
    activities,
    now,
    checks,
  });
  const attestations = await currentAttestations(services, inventory, now);
  const stated = await statedGround(records, inventory, attestations);
  const verdicts = [...judged, ...(await lastVerdictsOf(records, id, stated.leftoverAssets))];
  const changes = await records.verdicts.replace(id, "all", verdicts);
  const retired = retirementsOf(attestations, inventory);
  const { findings, changed } = await moveFindings(services, { enterpriseId: id, verdicts: judged, now, retired });
  const scores = await score(services, { inventory, verdicts, findings, ...stated, now }, attestations);
  return { at: now, inventory, facts, verdicts: changes, findings: changed, scores };
}

/** The attestations, after those retirements have ended whose subject the inventory names again. */
async function currentAttestations(services: Services, inventory: Inventory, now: Instant): Promise<readonly Attestation[]> {
  const { records } = services;
  const { id } = inventory.enterprise;
  const attestations = await records.attestations.list(id);
  const overtaken = overtakenRetirements(attestations, inventory);
  if (overtaken.length === 0) return attestations;
  const change = { change: "withdrawn", by: installation, at: now } as const;
  await records.attestations.save(overtaken.map((attestation) => ({ ...change, attestation: end(attestation) })));
  for (const one of overtaken) await noteOwnChange(services, "attestation.withdraw", one.id, { about: one.about });
  return records.attestations.list(id);
}

/** A person's decision that lands in between is not overwritten: the store refuses, and the next round sees the decision. */
async function moveFindings(
  { records, checks }: Services,
  judged: Pick<AdvanceInput, "enterpriseId" | "verdicts" | "now" | "retired">,
) {
  const before = await records.findings.list({ enterpriseId: judged.enterpriseId });
  const { changed } = advanceFindings({ ...judged, findings: before, newId: randomUUID, checks });
  await records.findings.save(changed);
  const beforeById = new Map(before.map((finding) => [finding.id, finding]));
  const findings = [...new Map([...before, ...changed].map((finding) => [finding.id, finding])).values()];
  return { findings, changed: changed.map((after) => ({ before: beforeById.get(after.id), after })) };
}

/** Scores the enterprise against every catalogue that is on, and each site where there are several. */
async function score(
  { records, catalogs, checks, objectives }: Services,
  ground: ScoreGround & { now: Instant },
  attestations: readonly Attestation[],
): Promise<Judgement["scores"]> {
  const { sites, enterprise } = ground.inventory;
  const { verdicts } = ground;
  const causeGround = { attestations, verdicts, objectives, grade: enterprise.grade };
  const siteIds = sites.length > 1 ? [null, ...sites.map(({ id }) => id)] : [null];
  const moved: Judgement["scores"][number][] = [];
  for (const catalog of catalogs) {
    for (const siteId of siteIds) {
      const after = scoreEnterprise({ ...ground, catalog, checks, siteId });
      const saved = await records.scores.save(after, (before) => causesBetween(before, after, causeGround));
      const { changed, before, causes } = saved;
      if (changed && siteId === null) moved.push({ before, after, causes });
    }
  }
  return moved;
}
