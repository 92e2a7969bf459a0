import type { Instant } from "../../../model/instant.ts";
import type { Reason, StoredObservation } from "../../../model/observation.ts";
import type { ObservationDigest, ObservationRecords } from "../evidence-port.ts";
import type { Database } from "./database.ts";
import { decode, encodeOptional, slices } from "./encoding.ts";
import { pruneObservations } from "./prune-observations.ts";
import type { ObservationsTable } from "./schema.ts";
import { spoolProgress, storeObservations } from "./store-observations.ts";
import { inTransaction } from "./transaction.ts";

export function observationRecords(db: Database): ObservationRecords {
  return {
    store: (batch) => inTransaction(db, (transaction) => storeObservations(transaction, batch)),
    progress: (collectorId, spoolId) => spoolProgress(db, collectorId, spoolId),
    get: async (id) => {
      const row = await db.selectFrom("observations").selectAll().where("id", "=", id).executeTakeFirst();
      return row && toObservation(row);
    },
    latest: (enterpriseId, assetId) => latest(db, enterpriseId, assetId),
    latestSince: (enterpriseId, assetIds, known) => latestSince(db, enterpriseId, assetIds, known),
    latestDigests: (enterpriseId) => latestDigests(db, enterpriseId),
    signsOfLife: (enterpriseId) =>
      db
        .selectFrom("observations")
        .select(["assetId", "outcome", "lastSeen", "validForSeconds"])
        .where("id", "in", (heads) =>
          heads.selectFrom("observationHeads").select("observationId").where("enterpriseId", "=", enterpriseId),
        )
        .execute(),
    history: async (enterpriseId, assetId, endpointId, probe, limit) => {
      const rows = await db
        .selectFrom("observations")
        .selectAll()
        .where("enterpriseId", "=", enterpriseId)
        .where("assetId", "=", assetId)
        .where("endpointId", "=", endpointId)
        .where("probe", "=", probe)
        .orderBy("lastSeen", "desc")
        .orderBy("at", "desc")
        .limit(limit)
        .execute();
      return rows.map(toObservation);
    },
    answeredBefore: (ids) => answeredBefore(db, ids),
    count: () => count(db),
    prune: (now: Instant) => inTransaction(db, (transaction) => pruneObservations(transaction, now)),
  };
}

async function latest(db: Database, enterpriseId: string, assetId?: string): Promise<readonly StoredObservation[]> {
  const heads = db
    .selectFrom("observationHeads")
    .select("observationId")
    .where("enterpriseId", "=", enterpriseId)
    .$if(assetId !== undefined, (query) => query.where("assetId", "=", assetId ?? ""));
  const rows = await db
    .selectFrom("observations")
    .selectAll()
    .where("id", "in", heads)
    .orderBy("assetId")
    .orderBy("endpointId")
    .orderBy("probe")
    .orderBy("lastSeen", "desc")
    .execute();
  return rows.map(toObservation);
}

/** Rows that are read at once: decoding more of them holds the calling thread noticeably. */
const digestsAtOnce = 1000;

async function latestDigests(db: Database, enterpriseId: string): Promise<readonly ObservationDigest[]> {
  const heads = db.selectFrom("observationHeads").select("observationId").where("enterpriseId", "=", enterpriseId);
  const found: ObservationDigest[] = [];
  for (let last = ""; ; ) {
    const rows = await db
      .selectFrom("observations")
      .select(["id", "assetId", "endpointId", "probe", "outcome", "at", "digest"])
      .where("id", "in", heads)
      .where("id", ">", last)
      .orderBy("id")
      .limit(digestsAtOnce)
      .execute();
    found.push(...rows);
    if (rows.length < digestsAtOnce) return found;
    last = rows.at(-1)?.id ?? last;
  }
}

const timesOf = ["lastSeen", "timesSeen", "at", "validForSeconds"] as const;

async function latestSince(
  db: Database,
  enterpriseId: string,
  assetIds: readonly string[] | "all",
  known: ReadonlyMap<string, StoredObservation>,
): Promise<readonly StoredObservation[]> {
  const found: { id: string; row: StoredObservation | undefined }[] = [];
  for (const some of assetIds === "all" ? [undefined] : slices(assetIds)) {
    const heads = await headsOf(db, enterpriseId, some);
    for (const { reason, ...head } of heads) {
      const old = known.get(head.id);
      const isSame =
        old !== undefined && timesOf.every((time) => old[time] === head[time]) && encodeOptional(old.reason) === reason;
      // What a row says never changes, only when it was seen; a newer row of a failure may tell another reason.
      const moved = old && { ...old, ...head, ...(reason === null ? {} : { reason: decode<Reason>(reason) }) };
      found.push({ id: head.id, row: isSame ? old : moved });
    }
  }
  const fresh = await wholeRows(
    db,
    found.flatMap(({ id, row }) => (row === undefined ? [id] : [])),
  );
  return found.flatMap(({ id, row }) => row ?? fresh.get(id) ?? []);
}

/** Rows without what they say. */
function headsOf(db: Database, enterpriseId: string, assetIds: readonly string[] | undefined) {
  const heads = db
    .selectFrom("observationHeads")
    .select("observationId")
    .where("enterpriseId", "=", enterpriseId)
    .$if(assetIds !== undefined, (query) => query.where("assetId", "in", assetIds ?? []));
  return db
    .selectFrom("observations")
    .select(["id", "reason", ...timesOf])
    .where("id", "in", heads)
    .orderBy("assetId")
    .orderBy("endpointId")
    .orderBy("probe")
    .orderBy("lastSeen", "desc")
    .execute();
}

async function wholeRows(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, StoredObservation>> {
  const rows = new Map<string, StoredObservation>();
  for (const some of slices(ids)) {
    for (const row of await db.selectFrom("observations").selectAll().where("id", "in", some).execute()) {
      rows.set(row.id, toObservation(row));
    }
  }
  return rows;
}

/** Rows of one probe never overlap, so that their order is that of their beginnings, which the index knows. */
async function answeredBefore(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, StoredObservation>> {
  const found = new Map<string, StoredObservation>();
  for (const some of slices(ids)) {
    const rows = await db
      .selectFrom("observations as newer")
      .innerJoin("observations as older", (join) =>
        join.on("older.id", "=", ({ selectFrom }) =>
          selectFrom("observations as one")
            .select("one.id")
            .whereRef("one.enterpriseId", "=", "newer.enterpriseId")
            .whereRef("one.assetId", "=", "newer.assetId")
            .whereRef("one.endpointId", "=", "newer.endpointId")
            .whereRef("one.probe", "=", "newer.probe")
            .where("one.outcome", "=", "answered")
            .where(({ eb, ref, and, or }) =>
              or([
                eb("one.at", "<", ref("newer.at")),
                and([eb("one.at", "=", ref("newer.at")), eb("one.lastSeen", "<", ref("newer.lastSeen"))]),
              ]),
            )
            .orderBy("one.at", "desc")
            .orderBy("one.lastSeen", "desc")
            .limit(1),
        ),
      )
      .selectAll("older")
      .select("newer.id as newerId")
      .where("newer.id", "in", some)
      .execute();
    for (const { newerId, ...row } of rows) found.set(newerId, toObservation(row));
  }
  return found;
}

async function count(db: Database): Promise<number> {
  const stored = db.selectFrom("observations").select(({ fn }) => fn.sum<number | null>("timesSeen").as("total"));
  const pruned = db.selectFrom("tallies").select(({ fn }) => fn.sum<number | null>("value").as("total"));
  const rows = await stored.unionAll(pruned).execute();
  return rows.reduce((sum, { total }) => sum + Number(total ?? 0), 0);
}

function toObservation(row: ObservationsTable): StoredObservation {
  const { reason, facts, ...rest } = row;
  return {
    ...rest,
    ...(reason === null ? {} : { reason: decode<NonNullable<StoredObservation["reason"]>>(reason) }),
    ...(facts === null ? {} : { facts: decode<NonNullable<StoredObservation["facts"]>>(facts) }),
  };
}
