import type { Attestation, AttestationSubject, ObjectiveClaim } from "../../model/attestation.ts";
import type { Asset, Inventory } from "../../model/inventory/inventory.ts";
import type { Endpoint } from "../../model/protocols/index.ts";
import type { CompensatingMeasure } from "../scoring/pair-ground.ts";

/** Claims about objectives as the score reads them. What was taken back stays as a claim that nobody reviewed: it may not raise a number. */
export function claimsOf(attestations: readonly Attestation[]): readonly ObjectiveClaim[] {
  return attestations.flatMap((attestation): ObjectiveClaim[] => {
    const { about, id, enterpriseId, documents, by, madeAt, issuedAt, validUntil } = attestation;
    if (about.kind !== "objective") return [];
    const { objectiveId, claim } = about;
    const reviewedBy = reviewerOf(attestation);
    return [{ id, enterpriseId, objectiveId, claim, documents, by, reviewedBy, madeAt, issuedAt, validUntil }];
  });
}

/** Compensating measures that a second person accepted; one without an end is none (scoring rule 11). */
export function measuresOf(attestations: readonly Attestation[]): readonly CompensatingMeasure[] {
  return attestations.flatMap((attestation): CompensatingMeasure[] => {
    const { about, documents, by, validUntil } = attestation;
    if (about.kind !== "measure" || validUntil === null) return [];
    const { assetId, checkId } = about;
    const document = documents.length > 0;
    return [{ assetId, checkId, document, by, reviewedBy: reviewerOf(attestation), until: validUntil }];
  });
}

/** An asset, or one endpoint of it, that is gone for good. */
export type Retirement = Extract<AttestationSubject, { kind: "retirement" }>;

/** Retirements that a second person accepted on a document, and whose subject the inventory names no more (scoring rule 2). */
export function retirementsOf(attestations: readonly Attestation[], inventory: Inventory): readonly Retirement[] {
  return acceptedRetirements(attestations)
    .map(({ about }) => about)
    .filter((about) => !isNamed(about, inventory));
}

/** Retirements whose subject is back in the inventory: they have come to their end. */
export function overtakenRetirements(attestations: readonly Attestation[], inventory: Inventory): readonly Attestation[] {
  return acceptedRetirements(attestations)
    .filter(({ about }) => isNamed(about, inventory))
    .map(({ attestation }) => attestation);
}

/** Leftovers that still count: without those that were retired. */
export function withoutRetired(leftovers: readonly Asset[], retirements: readonly Retirement[]): readonly Asset[] {
  const retired = new Set(retirements.filter(({ endpointId }) => endpointId === null).map(({ assetId }) => assetId));
  return leftovers.filter(({ id }) => !retired.has(id));
}

/** An endpoint that left the inventory while its asset stayed, as it was named last. */
export interface LeftoverEndpoint {
  readonly assetId: string;
  readonly endpoint: Endpoint;
}

/** Leftover endpoints that still count: without those that were retired. */
export function withoutRetiredEndpoints(
  leftovers: readonly LeftoverEndpoint[],
  retirements: readonly Retirement[],
): readonly LeftoverEndpoint[] {
  const retired = new Set(retirements.map(({ assetId, endpointId }) => `${assetId} ${endpointId}`));
  return leftovers.filter(({ assetId, endpoint }) => !retired.has(`${assetId} ${endpoint.id}`));
}

/**
 * The inventory as it is judged: an endpoint that was taken out is judged by what it last showed until a reviewed retirement, so that
 * taking it out ends no finding and raises no number (scoring rule 2).
 */
export function withLeftoverEndpoints(inventory: Inventory, leftovers: readonly LeftoverEndpoint[]): Inventory {
  if (leftovers.length === 0) return inventory;
  const byAsset = Map.groupBy(leftovers, ({ assetId }) => assetId);
  const assets = inventory.assets.map((asset) => {
    const named = new Set(asset.endpoints.map(({ id }) => id));
    const left = byAsset.get(asset.id)?.flatMap(({ endpoint }) => (named.has(endpoint.id) ? [] : [endpoint])) ?? [];
    return left.length === 0 ? asset : { ...asset, endpoints: [...asset.endpoints, ...left] };
  });
  return { ...inventory, assets };
}

function acceptedRetirements(attestations: readonly Attestation[]) {
  return attestations.flatMap((attestation) => {
    const { about, documents } = attestation;
    const holds = about.kind === "retirement" && documents.length > 0 && reviewerOf(attestation) !== null;
    return holds ? [{ attestation, about }] : [];
  });
}

/** Whether the inventory names the asset, or for an endpoint that endpoint of it. */
export function isNamed({ assetId, endpointId }: Omit<Retirement, "kind">, inventory: Inventory): boolean {
  const asset = inventory.assets.find(({ id }) => id === assetId);
  if (asset === undefined) return false;
  return endpointId === null || asset.endpoints.some(({ id }) => id === endpointId);
}

function reviewerOf({ state, review }: Attestation): string | null {
  return state === "accepted" ? (review?.by ?? null) : null;
}
