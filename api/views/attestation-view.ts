import type { Attestation } from "../../model/attestation.ts";
import type { Instant } from "../../model/instant.ts";
import type { Bilingual } from "../../model/language.ts";
import { expiryOf, type FoundObjective } from "../../posture/attestations/expiry.ts";
import type { DocumentRecord } from "../../store/records/compliance-port.ts";
import type { AttestationView, DocumentView } from "../contract/attestations.ts";
import { type Caller, holds } from "../http/caller.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import { assetName, both, qualifiedOrNull } from "./names.ts";
import { isoTime, isoTimeOrNull } from "./time.ts";
import { type ChecksById, titleWithin } from "./verdict-view.ts";

/** Everything beside an attestation that a reader of it needs. */
export interface AttestationSurroundings {
  readonly entry: InventoryEntry | undefined;
  readonly checks: ChecksById;
  readonly objectives: ReadonlyMap<string, FoundObjective>;
  /** Documents of the enterprise by hash. */
  readonly documents: ReadonlyMap<string, DocumentRecord>;
  readonly now: Instant;
}

/** Roles that review what others state. */
export const reviewingRoles = ["reviewer"] as const;

export function attestationView(attestation: Attestation, around: AttestationSurroundings, caller: Caller): AttestationView {
  const { enterpriseId, state, authors } = attestation;
  const isOther = caller.kind === "person" && !authors.includes(caller.actor);
  const mayReview = state === "submitted" && isOther && holds(caller, reviewingRoles, enterpriseId);
  return { ...attestationBody(attestation, around), mayReview };
}

export function attestationBody(attestation: Attestation, around: AttestationSurroundings): Omit<AttestationView, "mayReview"> {
  const { id, enterpriseId, about, state, remark, by, authors, review, version } = attestation;
  const expiresAt = expiryWithin(attestation, around);
  const assetId = about.kind === "objective" ? null : about.assetId;
  return {
    id,
    enterpriseId,
    about,
    title: attestationTitle(attestation, around),
    catalogId: about.kind === "objective" ? (around.objectives.get(about.objectiveId)?.catalog.id ?? null) : null,
    assetId: qualifiedOrNull(enterpriseId, assetId),
    assetName: assetName(around.entry, assetId),
    state,
    documents: attestation.documents.flatMap(({ sha256 }) => {
      const record = around.documents.get(sha256);
      return record === undefined ? [] : [documentView(record)];
    }),
    remark,
    issuedAt: isoTime(attestation.issuedAt),
    validUntil: isoTimeOrNull(attestation.validUntil),
    expiresAt: isoTimeOrNull(expiresAt),
    expired: expiresAt !== null && expiresAt <= around.now,
    by,
    madeAt: isoTime(attestation.madeAt),
    authors: [...authors],
    review: review === null ? null : { ...review, at: isoTime(review.at) },
    version,
  };
}

/** When an attestation stops to be good for the grade that the enterprise has now. */
export function expiryWithin(
  attestation: Attestation,
  { entry, objectives }: Pick<AttestationSurroundings, "entry" | "objectives">,
): Instant | null {
  const grade = entry?.record.inventory.enterprise.grade;
  return grade === undefined ? attestation.validUntil : expiryOf(attestation, objectives, grade);
}

/** What it is about, without a full stop, as a part of a longer sentence. */
export function attestationTitle(
  { about }: Pick<Attestation, "about">,
  { entry, checks, objectives }: Pick<AttestationSurroundings, "entry" | "checks" | "objectives">,
): Bilingual {
  switch (about.kind) {
    case "objective":
      return objectives.get(about.objectiveId)?.objective.text ?? both(about.objectiveId);
    case "measure":
      return titleWithin(about.checkId, checks);
    case "retirement":
      return retiredName(assetName(entry, about.assetId) ?? both(about.assetId), about.endpointId);
  }
}

function retiredName(asset: Bilingual, endpointId: string | null): Bilingual {
  if (endpointId === null) return asset;
  return { "zh-CN": `${asset["zh-CN"]} 的端点 ${endpointId}`, en: `the endpoint ${endpointId} of ${asset.en}` };
}

export function documentView({ sha256, name, kind, size, by, at }: DocumentRecord): DocumentView {
  return { sha256, name, kind, size, by, at: isoTime(at) };
}
