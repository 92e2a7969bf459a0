import { randomUUID } from "node:crypto";
import { openTestCentre, type TestCentre } from "../../api/testing/open-centre.ts";
import { systemClock } from "../../model/instant.ts";
import type { RecordStore } from "../../store/records/port.ts";

/** One centre over its own embedded stores that is given what the fleet's records hold. */
export async function singleCentreWith(
  records: RecordStore,
  inventories: string,
  enterpriseIds: readonly string[],
): Promise<TestCentre> {
  const single = await openTestCentre({ clock: systemClock });
  await single.centre.importInventories(inventories);
  for (const { inventory } of await single.records.inventories.all()) {
    const { id } = inventory.enterprise;
    const collectorId = inventory.sites[0]?.collectors[0]?.id;
    if (!enterpriseIds.includes(id) || collectorId === undefined) continue;
    const rows = await records.observations.latest(id);
    const token = await single.centre.issueCollectorToken(collectorId);
    const items = rows
      .toSorted((a, b) => a.lastSeen - b.lastSeen)
      .map(({ enterpriseId, assetId, endpointId, probe, lastSeen, validForSeconds, outcome, facts, reason }, index) => ({
        seq: index + 1,
        observation: {
          ...{ id: randomUUID(), enterpriseId, assetId, endpointId, probe, at: lastSeen, validForSeconds, outcome },
          ...(facts === undefined ? {} : { facts }),
          ...(reason === undefined ? {} : { reason }),
        },
      }));
    const answer = await single.ask("/api/v1/ingest/observations", {
      token,
      method: "POST",
      body: { collectorId, spoolId: randomUUID(), items },
    });
    if (answer.status !== 200) throw new Error(`the single centre answered ${answer.status}: ${await answer.text()}`);
  }
  return single;
}

/** The numbers of an enterprise's score, down to the objectives, without the time. */
export async function numbersOf({ scores }: RecordStore, enterpriseId: string): Promise<unknown> {
  const score = await scores.latest(enterpriseId, null, "miit", "objectives");
  if (score === undefined) return undefined;
  const { at: _, ...numbers } = score;
  return numbers;
}
