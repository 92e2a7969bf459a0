import { sql } from "kysely";
import type { IncomingObservation, ObservationBatch } from "../evidence-port.ts";
import type { Database } from "./database.ts";
import { encodeOptional, slices } from "./encoding.ts";
import type { ObservationHeadsTable } from "./schema.ts";
import { type ChangedRow, Timeline, type TimelineRow } from "./timeline.ts";
import { holdNames } from "./transaction.ts";

/** The observations of a batch about one probe of one endpoint. */
interface Group {
  readonly key: Key;
  readonly items: readonly IncomingObservation[];
}
type Key = Pick<ObservationHeadsTable, "enterpriseId" | "assetId" | "endpointId" | "probe">;

export async function spoolProgress(db: Database, collectorId: string, spoolId: string): Promise<number> {
  const spool = await db
    .selectFrom("spools")
    .select("through")
    .where("collectorId", "=", collectorId)
    .where("spoolId", "=", spoolId)
    .executeTakeFirst();
  return spool?.through ?? 0;
}

/** Runs inside the caller's transaction. */
export async function storeObservations(db: Database, batch: ObservationBatch): Promise<{ readonly added: readonly string[] }> {
  // Two centres may get the same batch, and two collectors may see the same endpoint.
  const enterprises = batch.items.map(({ observation }) => `observations ${observation.enterpriseId}`);
  await holdNames(db, [`spool ${batch.collectorId} ${batch.spoolId}`, ...enterprises]);
  const progress = await spoolProgress(db, batch.collectorId, batch.spoolId);
  if (batch.through <= progress) return { added: [] };
  const fresh = await withoutKnown(db, newItems(batch, progress));
  const added: string[] = [];
  for (const groups of slices(groupByProbe(fresh))) {
    const stored = await coveringRows(db, groups);
    const timelines = groups.map((group) => ({ group, timeline: placeAll(group, stored.get(nameOf(group.key)) ?? []) }));
    await insertRows(db, timelines);
    await updateRows(
      db,
      timelines.flatMap(({ timeline }) => timeline.changed.filter((row) => !timeline.added.has(row.id))),
    );
    await moveHeads(db, timelines);
    added.push(...timelines.flatMap(({ timeline }) => [...timeline.added]));
  }
  await moveProgress(db, batch);
  return { added };
}

/** Items behind the progress, in order, each once. An item beyond `through` would be sent again, so it waits. */
function newItems(batch: ObservationBatch, progress: number): readonly IncomingObservation[] {
  const bySeq = new Map(batch.items.map((item) => [item.seq, item]));
  return [...bySeq.values()].filter((item) => item.seq > progress && item.seq <= batch.through).sort((a, b) => a.seq - b.seq);
}

/** Leaves out observations that another spool has already delivered (a collector's folder restored from a copy). */
async function withoutKnown(db: Database, items: readonly IncomingObservation[]): Promise<readonly IncomingObservation[]> {
  const byId = new Map(items.map((item) => [item.observation.id, item]));
  for (const ids of slices([...byId.keys()])) {
    const known = await db.selectFrom("observations").select("id").where("id", "in", ids).execute();
    for (const { id } of known) byId.delete(id);
  }
  return [...byId.values()];
}

function groupByProbe(items: readonly IncomingObservation[]): readonly Group[] {
  const groups = Map.groupBy(items, ({ observation }) => nameOf(observation));
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (first === undefined) return [];
    const { enterpriseId, assetId, endpointId, probe } = first.observation;
    return [{ key: { enterpriseId, assetId, endpointId, probe }, items: members }];
  });
}

function nameOf({ enterpriseId, assetId, endpointId, probe }: Key): string {
  return JSON.stringify([enterpriseId, assetId, endpointId, probe]);
}

function placeAll(group: Group, stored: readonly TimelineRow[]): Timeline {
  const timeline = new Timeline(stored);
  for (const { digest, observation } of group.items) timeline.place({ ...observation, reason: observation.reason, digest });
  return timeline;
}

/** For every group the row that covers its earliest observation and all rows behind it. */
async function coveringRows(db: Database, groups: readonly Group[]): Promise<ReadonlyMap<string, readonly TimelineRow[]>> {
  const wanted = groups.map(({ key, items }) => {
    const earliest = Math.min(...items.map(({ observation }) => observation.at));
    return sql`(${key.enterpriseId}, ${key.assetId}, ${key.endpointId}, ${key.probe}, cast(${earliest} as bigint))`;
  });
  // `cross join`: SQLite then asks once for every group instead of walking through all rows.
  const { rows } = await sql<TimelineRow & Key>`
    with wanted (enterprise_id, asset_id, endpoint_id, probe, earliest) as (values ${sql.join(wanted)})
    select o.id, o.at, o.last_seen, o.times_seen, o.digest, o.outcome, o.enterprise_id, o.asset_id, o.endpoint_id, o.probe
    from wanted as w cross join observations as o
    where o.enterprise_id = w.enterprise_id and o.asset_id = w.asset_id
      and o.endpoint_id = w.endpoint_id and o.probe = w.probe
      and o.at >= coalesce((
        select max(p.at) from observations as p
        where p.enterprise_id = w.enterprise_id and p.asset_id = w.asset_id
          and p.endpoint_id = w.endpoint_id and p.probe = w.probe and p.at <= w.earliest
      ), w.earliest)`.execute(db);
  return Map.groupBy(rows, nameOf);
}

interface Placed {
  readonly group: Group;
  readonly timeline: Timeline;
}

async function insertRows(db: Database, placed: readonly Placed[]): Promise<void> {
  const rows = placed.flatMap(({ group, timeline }) => {
    const changed = new Map(timeline.changed.map((row) => [row.id, row]));
    return group.items.flatMap(({ observation }) => {
      const row = changed.get(observation.id);
      if (row === undefined || !timeline.added.has(row.id)) return [];
      const { validForSeconds, reason } = row.newest ?? { ...observation, reason: observation.reason };
      return [
        { ...group.key, ...bare(row), validForSeconds, reason: encodeOptional(reason), facts: encodeOptional(observation.facts) },
      ];
    });
  });
  for (const some of slices(rows)) await db.insertInto("observations").values(some).execute();
}

function bare({ id, at, lastSeen, timesSeen, digest, outcome }: TimelineRow): TimelineRow {
  return { id, at, lastSeen, timesSeen, digest, outcome };
}

async function updateRows(db: Database, rows: readonly ChangedRow[]): Promise<void> {
  for (const some of slices(rows)) {
    const moved = some.map(({ id, at, lastSeen, timesSeen, newest }) => {
      return sql`(${id}, cast(${at} as bigint), cast(${lastSeen} as bigint), cast(${timesSeen} as bigint),
        cast(${newest?.validForSeconds ?? null} as double precision), cast(${encodeOptional(newest?.reason)} as text))`;
    });
    await sql`
      with moved (id, at, last_seen, times_seen, valid_for_seconds, reason) as (values ${sql.join(moved)})
      update observations set at = moved.at, last_seen = moved.last_seen, times_seen = moved.times_seen,
        valid_for_seconds = coalesce(moved.valid_for_seconds, observations.valid_for_seconds),
        reason = case when moved.valid_for_seconds is null then observations.reason else moved.reason end
      from moved where observations.id = moved.id`.execute(db);
  }
}

/** Points every probe's heads at its newest rows; a head that is newer than all of these stays. */
async function moveHeads(db: Database, placed: readonly Placed[]): Promise<void> {
  const heads = placed.flatMap(({ group, timeline }) => {
    const answered = timeline.changed.filter((row) => row.outcome === "answered");
    return [...headOf(group.key, "any", timeline.changed), ...headOf(group.key, "answered", answered)];
  });
  for (const some of slices(heads)) {
    await db
      .insertInto("observationHeads")
      .values(some)
      .onConflict((conflict) =>
        conflict
          .columns(["enterpriseId", "assetId", "endpointId", "probe", "kind"])
          .doUpdateSet(({ ref }) => ({ observationId: ref("excluded.observationId"), lastSeen: ref("excluded.lastSeen") }))
          .whereRef("excluded.lastSeen", ">=", "observationHeads.lastSeen"),
      )
      .execute();
  }
}

function headOf(key: Key, kind: ObservationHeadsTable["kind"], rows: readonly ChangedRow[]): readonly ObservationHeadsTable[] {
  const newest = rows.toSorted((a, b) => b.lastSeen - a.lastSeen || b.at - a.at)[0];
  return newest === undefined ? [] : [{ ...key, kind, observationId: newest.id, lastSeen: newest.lastSeen }];
}

async function moveProgress(db: Database, { collectorId, spoolId, through, at }: ObservationBatch): Promise<void> {
  await db
    .insertInto("spools")
    .values({ collectorId, spoolId, through, storedAt: at })
    .onConflict((conflict) => conflict.columns(["collectorId", "spoolId"]).doUpdateSet({ through, storedAt: at }))
    .execute();
}
