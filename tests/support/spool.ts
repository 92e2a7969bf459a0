import { DatabaseSync } from "node:sqlite";
import { openSpool } from "../../collector/spool/spool.ts";
import type { Uplink } from "../../collector/uplink/port.ts";
import { systemClock } from "../../model/instant.ts";

/** Delivers what was left in the spool when its collector stopped; how much that was, and the codes of what the centre did not take. */
export async function drainSpool(
  file: string,
  collectorId: string,
  uplink: Pick<Uplink, "deliverObservations">,
): Promise<{ readonly left: number; readonly rejected: readonly string[] }> {
  const spool = await openSpool(file, { clock: systemClock });
  const rejected: string[] = [];
  let left = 0;
  try {
    for (let items = await spool.observations.oldest(200); items.length > 0; items = await spool.observations.oldest(200)) {
      const batch = { collectorId, spoolId: spool.id, items: items.map(({ seq, item }) => ({ seq, observation: item })) };
      const answer = await uplink.deliverObservations(batch);
      rejected.push(...answer.rejected.map(({ code }) => code));
      await spool.observations.forget(answer.storedThrough);
      left += items.length;
    }
  } finally {
    await spool.close();
  }
  return { left, rejected };
}

/** The highest number that the spool ever gave to an observation; numbers have no gaps. */
export function observationsEverSpooled(file: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  const row = database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'observations'").get();
  database.close();
  return Number(row?.seq ?? 0);
}
