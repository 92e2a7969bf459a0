import type { Objective } from "../../catalogs/catalog.ts";
import type { AttachedDocument, Attestation, AttestationSubject } from "../../model/attestation.ts";
import type { Instant } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import { needsDocument } from "../../posture/attestations/life-cycle.ts";
import { isNamed, type Retirement } from "../../posture/attestations/score-inputs.ts";
import { type AttestationRefusal, attestationRefusals } from "../contract/attestation-refusals.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import type { Services } from "../services.ts";

type Stated = Pick<Attestation, "about" | "validUntil">;

/** Refuses statements that could mean nothing; the codes of the Problems are those of `attestationRefusals`. */
export async function demandPossible(services: Services, entry: InventoryEntry, stated: Stated): Promise<void> {
  const { about } = stated;
  if ((await waitingSubjects(services, entry.id)).has(subjectKey(about))) throw refusal("attestation-waits");
  if (about.kind === "objective") demandClaimable(services, about, stated.validUntil);
  if (about.kind === "measure") await demandFinding(services, entry, about);
  if (about.kind === "retirement") await demandGone(services, entry, about);
}

/** What claims a claim may make, and whether the paper must bear an end. */
export function demandClaimable(
  { objectives }: Pick<Services, "objectives">,
  about: Extract<AttestationSubject, { kind: "objective" }>,
  validUntil: Instant | null,
): void {
  const objective = objectives.get(about.objectiveId)?.objective;
  if (objective === undefined) throw refusal("objective-unknown");
  if ((objective.method === "EXAMINE") === (about.claim === "no-such-asset")) throw refusal("claim-does-not-fit");
  if (validUntil === null && needsDocument(about) && bearsItsOwnEnd(objective)) throw refusal("claim-needs-end");
}

function bearsItsOwnEnd({ valid }: Objective): boolean {
  return valid === "certificate" || valid === "contract";
}

/** Keys of the subjects of which a statement waits for its review. */
export async function waitingSubjects(
  { records }: Pick<Services, "records">,
  enterpriseId: string,
): Promise<ReadonlySet<string>> {
  const attestations = await records.attestations.list(enterpriseId);
  return new Set(attestations.filter(({ state }) => state === "submitted").map(({ about }) => subjectKey(about)));
}

/** What two statements must share to be about the same. */
export function subjectKey(about: AttestationSubject): string {
  switch (about.kind) {
    case "objective":
      return JSON.stringify([about.kind, about.objectiveId]);
    case "measure":
      return JSON.stringify([about.kind, about.assetId, about.checkId]);
    case "retirement":
      return JSON.stringify([about.kind, about.assetId, about.endpointId]);
  }
}

async function demandFinding(
  { records }: Services,
  { id }: InventoryEntry,
  { assetId, checkId }: Extract<AttestationSubject, { kind: "measure" }>,
): Promise<void> {
  const findings = await records.findings.list({ enterpriseId: id, checkId });
  const open = findings.some((finding) => finding.assetId === assetId && finding.status !== "resolved");
  if (!open) throw refusal("measure-without-finding");
}

async function demandGone({ records }: Services, entry: InventoryEntry, retirement: Retirement): Promise<void> {
  const { assetId, endpointId } = retirement;
  if (isNamed(retirement, entry.record.inventory)) {
    throw refusal("retirement-too-early");
  }
  const known =
    endpointId === null
      ? (await records.inventories.leftovers(entry.id)).some(({ id }) => id === assetId)
      : await endpointCounts(records, entry.id, assetId, endpointId);
  if (!known) throw refusal("retirement-unneeded");
}

/** Whether an endpoint that is gone is still judged, or a finding names it. */
async function endpointCounts(
  { inventories, findings }: Services["records"],
  enterpriseId: string,
  assetId: string,
  endpointId: string,
): Promise<boolean> {
  const left = await inventories.leftoverEndpoints(enterpriseId);
  if (left.some((one) => one.assetId === assetId && one.endpoint.id === endpointId)) return true;
  return (await findings.list({ enterpriseId, assetId })).some(({ endpoints }) => endpoints.includes(endpointId));
}

/**
 * The documents as the attestation names them; a hash that was not uploaded for this enterprise is refused, so that nobody reaches
 * another enterprise's document by its hash.
 */
export async function attachDocuments(
  { records }: Pick<Services, "records">,
  enterpriseId: string,
  hashes: readonly string[],
): Promise<readonly AttachedDocument[]> {
  const found = await Promise.all([...new Set(hashes)].map((sha256) => records.documents.get(enterpriseId, sha256)));
  return found.map((record) => {
    if (record === undefined) throw refusal("document-unknown");
    return { name: record.name, sha256: record.sha256 };
  });
}

export function refusal(code: AttestationRefusal): Problem {
  return new Problem(code, attestationRefusals[code].en);
}
