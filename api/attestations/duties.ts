import type { Attestation } from "../../model/attestation.ts";
import { type Finding, isOverdue } from "../../model/finding.ts";
import type { Instant } from "../../model/instant.ts";
import type { Asset } from "../../model/inventory/inventory.ts";
import type { Bilingual } from "../../model/language.ts";
import type { Score, ScoreNode } from "../../model/score.ts";
import type { LeftoverEndpoint } from "../../posture/attestations/score-inputs.ts";
import { type Standing, standingOf } from "../../posture/attestations/standing.ts";
import { appliesTo, isEncouraged } from "../../posture/scoring/applicability.ts";
import type { DutyAssignment } from "../../store/records/compliance-port.ts";
import type { Duty } from "../contract/duties.ts";
import type { Caller } from "../http/caller.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import { type AttestationSurroundings, attestationTitle, attestationView, expiryWithin } from "../views/attestation-view.ts";
import { assetName, both, qualifiedOrNull } from "../views/names.ts";
import { isoTimeOrNull } from "../views/time.ts";
import { titleWithin } from "../views/verdict-view.ts";
import { subjectKey } from "./subject-rules.ts";

export interface DutyGround {
  readonly entry: InventoryEntry;
  readonly around: AttestationSurroundings;
  readonly caller: Caller;
  /** Newest score of every catalogue that is on. */
  readonly scores: readonly Score[];
  readonly attestations: readonly Attestation[];
  readonly findings: readonly Finding[];
  readonly assignments: readonly DutyAssignment[];
  /** Assets that left the inventory and still count. */
  readonly leftovers: readonly Asset[];
  /** Endpoints that left while their asset stayed, and still count. */
  readonly leftoverEndpoints: readonly LeftoverEndpoint[];
  /** How far ahead ends are foretold, milliseconds. */
  readonly within: number;
  readonly now: Instant;
}

/** Everything that somebody owes, what is overdue and what is due first on top. */
export function dutiesOf(ground: DutyGround): Duty[] {
  const duties = [
    ...owedClaims(ground),
    ...renewals(ground),
    ...reviews(ground),
    ...emptyScopes(ground),
    ...retirements(ground),
    ...rectifications(ground),
    ...endingWaivers(ground),
  ];
  return duties.sort(byUrgency);
}

function byUrgency(a: Duty, b: Duty): number {
  const due = ({ dueAt }: Duty) => (dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(dueAt));
  return Number(b.overdue) - Number(a.overdue) || compare(due(a), due(b)) || (a.title["zh-CN"] < b.title["zh-CN"] ? -1 : 1);
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

type DutyHead = Pick<Duty, "kind" | "title"> & Partial<Omit<Duty, "dueAt" | "overdue">> & { readonly due?: Instant | null };

function duty({ due = null, ...head }: DutyHead, { now }: DutyGround): Duty {
  const nothing = { catalogId: null, objectiveId: null, officialNo: null, document: null, backing: null, attestationId: null };
  const noSubject = {
    findingId: null,
    assetId: null,
    assetName: null,
    endpointId: null,
    assignee: null,
    version: 0,
    mayReview: false,
  };
  return { ...nothing, ...noSubject, ...head, dueAt: isoTimeOrNull(due), overdue: due !== null && due < now };
}

/** Objectives that people must back and nobody has; what only the state encourages is not owed. */
function owedClaims(ground: DutyGround): Duty[] {
  const { around, entry } = ground;
  return [...around.objectives.values()].flatMap(({ catalog, objective }) => {
    const applies = appliesTo(objective, catalog.profile, entry.record.inventory.enterprise);
    if (objective.method !== "EXAMINE" || !applies || isEncouraged(objective)) return [];
    const { backing, decisive, waiting } = standing(objective.id, ground);
    if (backing === "backed" || waiting !== undefined) return [];
    const document = objective.document ?? null;
    const head = { backing, document, attestationId: decisive?.id ?? null };
    return [duty({ kind: "claim", ...ofObjective(objective.id, ground), ...head }, ground)];
  });
}

function standing(objectiveId: string, { around, attestations, entry, now }: DutyGround): Standing {
  const { grade } = entry.record.inventory.enterprise;
  return standingOf(objectiveId, attestations, { objectives: around.objectives, grade, now });
}

/** Title, place and assignment of an objective. */
function ofObjective(objectiveId: string, { around, assignments }: DutyGround) {
  const found = around.objectives.get(objectiveId);
  const assignment = assignments.find((one) => one.objectiveId === objectiveId);
  const control = found?.catalog.tasks
    .flatMap(({ controls }) => controls)
    .find(({ objectives }) => objectives.some(({ id }) => id === objectiveId));
  return {
    title: found?.objective.text ?? both(objectiveId),
    catalogId: found?.catalog.id ?? null,
    objectiveId,
    officialNo: control?.officialNo ?? null,
    assignee: assignment?.assignee ?? null,
    due: assignment?.dueAt ?? null,
    version: assignment?.version ?? 0,
  };
}

/** What is accepted and ends soon, unless its successor waits already. */
function renewals(ground: DutyGround): Duty[] {
  const { attestations, around, now, within } = ground;
  const accepted = attestations.filter(({ state }) => state === "accepted");
  return accepted.flatMap((attestation) => {
    const due = expiryWithin(attestation, around);
    if (due === null || due <= now || due > now + within || hasSuccessor(attestation, ground)) return [];
    const head = { kind: "renewal", attestationId: attestation.id, title: attestationTitle(attestation, around) } as const;
    if (attestation.about.kind !== "objective")
      return [duty({ ...head, ...ofAsset(attestation.about.assetId, ground), due }, ground)];
    const { objectiveId } = attestation.about;
    const document = around.objectives.get(objectiveId)?.objective.document ?? null;
    return [duty({ ...ofObjective(objectiveId, ground), ...head, document, due }, ground)];
  });
}

function hasSuccessor({ id, about }: Attestation, ground: DutyGround): boolean {
  if (about.kind !== "objective") return false;
  const { decisive, waiting } = standing(about.objectiveId, ground);
  return waiting !== undefined || decisive?.id !== id;
}

function reviews(ground: DutyGround): Duty[] {
  const { attestations, around, caller } = ground;
  return attestations
    .filter(({ state }) => state === "submitted")
    .map((attestation) => {
      const { title, catalogId, assetId, assetName: name, mayReview } = attestationView(attestation, around, caller);
      const objectiveId = attestation.about.kind === "objective" ? attestation.about.objectiveId : null;
      const subject = { title, catalogId, objectiveId, assetId, assetName: name };
      return duty({ kind: "review", ...subject, attestationId: attestation.id, mayReview }, ground);
    });
}

/** Tested objectives that found nothing to test: an asset is missing, or the statement that there is none (scoring rule 3). */
function emptyScopes(ground: DutyGround): Duty[] {
  const nodes = ground.scores.flatMap(({ root }) => (root === null ? [] : [...objectiveNodes(root)]));
  const empty = nodes.filter(({ id, children }) => {
    const method = ground.around.objectives.get(id)?.objective.method;
    return children.length === 0 && method !== undefined && method !== "EXAMINE";
  });
  return empty.flatMap(({ id }) => {
    const { waiting } = standing(id, ground);
    return waiting === undefined ? [duty({ kind: "scope", ...ofObjective(id, ground) }, ground)] : [];
  });
}

function* objectiveNodes(node: ScoreNode): Generator<ScoreNode> {
  if (node.kind === "objective") yield node;
  else for (const child of node.children) yield* objectiveNodes(child);
}

function retirements(ground: DutyGround): Duty[] {
  const waiting = new Set(
    ground.attestations.flatMap(({ about, state }) =>
      about.kind === "retirement" && state === "submitted" ? [subjectKey(about)] : [],
    ),
  );
  const isOwed = (assetId: string, endpointId: string | null) =>
    !waiting.has(subjectKey({ kind: "retirement", assetId, endpointId }));
  const assets = ground.leftovers
    .filter(({ id }) => isOwed(id, null))
    .map(({ id, name }) => duty({ kind: "retirement", ...ofAsset(id, ground), title: name, assetName: name }, ground));
  const endpoints = ground.leftoverEndpoints
    .filter(({ assetId, endpoint }) => isOwed(assetId, endpoint.id))
    .map(({ assetId, endpoint: { id: endpointId } }) => {
      const title = attestationTitle({ about: { kind: "retirement", assetId, endpointId } }, ground.around);
      return duty({ kind: "retirement", ...ofAsset(assetId, ground), title, endpointId }, ground);
    });
  return [...assets, ...endpoints];
}

/** Findings that somebody was to put right, or that have a date. */
function rectifications(ground: DutyGround): Duty[] {
  return ground.findings.flatMap((finding) => {
    const { rectification, status } = finding;
    if (rectification === null || (status !== "open" && status !== "acknowledged")) return [];
    const { assignee, dueAt } = rectification;
    const made = duty({ kind: "rectification", ...ofFinding(finding, ground), assignee, due: dueAt }, ground);
    return [{ ...made, overdue: isOverdue(finding, ground.now) }];
  });
}

function endingWaivers(ground: DutyGround): Duty[] {
  const { findings, now, within } = ground;
  return findings.flatMap((finding) => {
    const { waiver, status } = finding;
    if (status !== "waived" || waiver === null || waiver.until > now + within) return [];
    return [duty({ kind: "waiver", ...ofFinding(finding, ground), assignee: waiver.by, due: waiver.until }, ground)];
  });
}

function ofFinding({ id, checkId, assetId }: Finding, ground: DutyGround) {
  return { findingId: id, title: titleWithin(checkId, ground.around.checks), ...ofAsset(assetId, ground) };
}

function ofAsset(assetId: string | null, { entry }: DutyGround): { assetId: string | null; assetName: Bilingual | null } {
  return { assetId: qualifiedOrNull(entry.id, assetId), assetName: assetName(entry, assetId) };
}
