import type { EventRecord } from "../../../model/event.ts";
import type { EventRecords } from "../evidence-port.ts";
import type { Database } from "./database.ts";
import { decode, encode, slices } from "./encoding.ts";
import type { EventsTable } from "./schema.ts";
import { holdNames, inTransaction } from "./transaction.ts";

export function eventRecords(db: Database): EventRecords {
  return {
    append: (events) => inTransaction(db, (transaction) => appendEvents(transaction, events)),
    list: (filter) => list(db, filter),
  };
}

/** Runs inside the caller's transaction. */
export async function appendEvents(db: Database, events: readonly Omit<EventRecord, "id">[]): Promise<readonly EventRecord[]> {
  // Whoever reads behind an id must not miss one that was given out earlier and is kept later.
  await holdNames(db, ["events"]);
  const stored: EventRecord[] = [];
  for (const some of slices(events)) {
    const rows = some.map((event) => ({ ...event, text: encode(event.text) }));
    const answer = await db.insertInto("events").values(rows).returning("id").execute();
    // Ids grow in the order of the values; RETURNING itself promises no order.
    const ids = answer.map(({ id }) => id).sort((a, b) => a - b);
    stored.push(...some.flatMap((event, index) => ids.slice(index, index + 1).map((id) => ({ ...event, id }))));
  }
  return stored;
}

async function list(db: Database, filter: Parameters<EventRecords["list"]>[0]): Promise<readonly EventRecord[]> {
  const { enterpriseId, assetId, after, since } = filter;
  let query = db.selectFrom("events").selectAll().limit(filter.limit);
  if (enterpriseId !== undefined) query = query.where("enterpriseId", "=", enterpriseId);
  if (assetId !== undefined) query = query.where("assetId", "=", assetId);
  if (since !== undefined) query = query.where("at", ">=", since);
  query = after === undefined ? query.orderBy("id", "desc") : query.where("id", ">", after).orderBy("id");
  return (await query.execute()).map(toEvent);
}

function toEvent(row: Omit<EventsTable, "id"> & { id: number }): EventRecord {
  return { ...row, text: decode<EventRecord["text"]>(row.text) };
}
