import type { Objective } from "../../catalogs/catalog.ts";
import type { AttachedDocument, Attestation, AttestationSubject } from "../../model/attestation.ts";
import type { Instant } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";
import { needsDocument } from "../../posture/attestations/life-cycle.ts";
import { isNamed, type Retirement } from "../../posture/attestations/score-inputs.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import type { Services } from "../services.ts";

type Stated = Pick<Attestation, "about" | "validUntil">;

/** Refuses statements that could mean nothing: `not-possible` says why. */
export async function demandPossible(services: Services, entry: InventoryEntry, stated: Stated): Promise<void> {
  const { about } = stated;
  await demandNoneWaits(services, entry, about);
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
  if (objective === undefined)
    throw impossible(`There is no objective ${about.objectiveId}`, "Use an id of a catalogue that is on.");
  const isExamined = objective.method === "EXAMINE";
  if (isExamined === (about.claim === "no-such-asset")) {
    throw impossible(
      isExamined ? "The objective is examined by people" : "The objective is judged by checks",
      isExamined ? "Claim whether it is met." : "Only the statement that there is no such asset can be made about it.",
    );
  }
  if (validUntil === null && needsDocument(about) && bearsItsOwnEnd(objective)) {
    throw impossible("The document is good until the date that it bears", "Give that date as validUntil.");
  }
}

function bearsItsOwnEnd({ valid }: Objective): boolean {
  return valid === "certificate" || valid === "contract";
}

async function demandNoneWaits({ records }: Services, { id }: InventoryEntry, about: AttestationSubject): Promise<void> {
  const same = (other: Attestation) => other.state === "submitted" && subjectKey(other.about) === subjectKey(about);
  if ((await records.attestations.list(id)).some(same)) {
    throw impossible("A statement about the same waits for its review", "Edit that one, or withdraw it first.");
  }
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
  if (!open) throw impossible("There is no unresolved finding of this check there", "A measure makes up for a finding.");
}

async function demandGone({ records }: Services, entry: InventoryEntry, retirement: Retirement): Promise<void> {
  const { assetId, endpointId } = retirement;
  if (isNamed(retirement, entry.record.inventory)) {
    throw impossible("The inventory still names it", "Take it out of the inventory first; then state that it is gone.");
  }
  const known =
    endpointId === null
      ? (await records.inventories.leftovers(entry.id)).some(({ id }) => id === assetId)
      : (await records.findings.list({ enterpriseId: entry.id, assetId })).some(({ endpoints }) =>
          endpoints.includes(endpointId),
        );
  if (!known) throw impossible("Nothing of it counts any more", "Only what still counts needs to be retired.");
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
    if (record === undefined) throw impossible("A document was not uploaded for this enterprise", "Upload it first.");
    return { name: record.name, sha256: record.sha256 };
  });
}

function impossible(message: string, advice: string): Problem {
  return new Problem("not-possible", `${message}.`, { advice });
}
