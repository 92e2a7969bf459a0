import { retirementsOf, withoutRetired, withoutRetiredEndpoints } from "../../posture/attestations/score-inputs.ts";
import type { DutyGround } from "../../posture/duties/regulatory-duties.ts";
import type { Duty } from "../contract/duties.ts";
import type { Caller } from "../http/caller.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import type { Services } from "../services.ts";
import { factsOf } from "../views/classification-view.ts";
import { dutiesOf } from "./duties.ts";
import { attestationSurroundings } from "./save-attestation.ts";

/** The work list of an enterprise as the records stand now; `within` says how far ahead ends are foretold, milliseconds. */
export async function readDuties(services: Services, entry: InventoryEntry, caller: Caller, within: number): Promise<Duty[]> {
  const { records, catalogs, clock } = services;
  const [attestations, findings, assignments, leftovers, leftoverEndpoints, scores, around] = await Promise.all([
    records.attestations.list(entry.id),
    records.findings.list({ enterpriseId: entry.id }),
    records.duties.list(entry.id),
    records.inventories.leftovers(entry.id),
    records.inventories.leftoverEndpoints(entry.id),
    Promise.all(catalogs.map(({ id }) => records.scores.latest(entry.id, null, id))),
    attestationSurroundings(services, entry.id),
  ]);
  const retirements = retirementsOf(attestations, entry.record.inventory);
  return dutiesOf({
    entry,
    around,
    caller,
    scores: scores.filter((score) => score !== undefined),
    attestations,
    findings,
    assignments,
    leftovers: withoutRetired(leftovers, retirements),
    leftoverEndpoints: withoutRetiredEndpoints(leftoverEndpoints, retirements),
    within,
    now: clock.now(),
  });
}

/** What the duties of type and grade follow from. */
export async function readDutyGround({ records, clock }: Services, entry: InventoryEntry): Promise<DutyGround> {
  const { enterprise } = entry.record.inventory;
  const [classification, attestations] = await Promise.all([
    records.classifications.get(entry.id),
    records.attestations.list(entry.id),
  ]);
  return { enterprise, facts: factsOf(classification), attestations, now: clock.now() };
}
