import type { CollectorStatus } from "../../model/wire/batches.ts";
import type { RecordStore } from "../../store/records/port.ts";
import { sitesOf } from "../inventory/assignment.ts";
import type { Services } from "../services.ts";

/** Keeps what a collector says of itself, and tells what is new in it. */
export async function noteStatus(
  { records, book, clock, health, collectorWatch }: Services,
  said: CollectorStatus,
): Promise<void> {
  // Only what a spool dropped has to be compared with the report before.
  const previous = hasDropped(said) ? await lastSaid(records, said.collectorId) : null;
  await health.watch("records", () => records.collectors.heard(said, clock.now()));
  const enterprises = (await book.all()).filter((entry) => sitesOf(said.collectorId, entry).length > 0);
  await collectorWatch.heard(
    said,
    enterprises.map(({ id }) => id),
    previous,
  );
}

function hasDropped({ spool }: CollectorStatus): boolean {
  return spool !== undefined && spool.dropped.length > 0;
}

async function lastSaid({ collectors }: RecordStore, collectorId: string): Promise<CollectorStatus | null> {
  return (await collectors.all()).find((record) => record.collectorId === collectorId)?.status ?? null;
}
