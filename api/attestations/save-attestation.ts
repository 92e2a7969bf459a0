import type { Attestation } from "../../model/attestation.ts";
import { Problem } from "../../model/problem.ts";
import type { AttestationVersion } from "../../store/records/compliance-port.ts";
import { attestationChanged } from "../live/attestation-texts.ts";
import type { Services } from "../services.ts";
import { type AttestationSurroundings, attestationTitle } from "../views/attestation-view.ts";

export async function attestationSurroundings(services: Services, enterpriseId: string): Promise<AttestationSurroundings> {
  const { records, book, checksById, objectives, clock } = services;
  const documents = await records.documents.list(enterpriseId);
  return {
    entry: await book.get(enterpriseId),
    checks: checksById,
    objectives,
    documents: new Map(documents.map((record) => [record.sha256, record])),
    now: clock.now(),
  };
}

/**
 * Stores a change and tells of it; answers what stands then. A change that does not follow from what stands is refused: an edit is
 * kept apart as late, and the answer is what stands.
 */
export async function saveAttestation(
  services: Services,
  version: AttestationVersion,
  current: Attestation,
): Promise<Attestation> {
  const { records } = services;
  const { attestation, change, by, at } = version;
  const follows = attestation.version === 1 || attestation.version === current.version + 1;
  if (!follows || !(await isSaved(services, version))) {
    if (change === "edited") await records.attestations.keepLate(version);
    return (await records.attestations.get(attestation.id)) ?? current;
  }
  const title = attestationTitle(attestation, await attestationSurroundings(services, attestation.enterpriseId));
  await services.hub.publish([attestationChanged(attestation, { change, by, at, title })]);
  return attestation;
}

async function isSaved({ records }: Services, version: AttestationVersion): Promise<boolean> {
  try {
    await records.attestations.save([version]);
    return true;
  } catch (error) {
    if (error instanceof Problem && error.code === "stale-edit") return false;
    throw error;
  }
}
