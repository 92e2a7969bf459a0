import type { Instant } from "../../../model/instant.ts";
import type { StoredObservation } from "../../../model/observation.ts";
import type { ObservationRecords } from "../port.ts";
import type { Database } from "./database.ts";
import { decode } from "./encoding.ts";
import { pruneObservations } from "./prune-observations.ts";
import type { ObservationsTable } from "./schema.ts";
import { spoolProgress, storeObservations } from "./store-observations.ts";

export function observationRecords(db: Database): ObservationRecords {
  return {
    store: (batch) => db.transaction().execute((transaction) => storeObservations(transaction, batch)),
    progress: (collectorId, spoolId) => spoolProgress(db, collectorId, spoolId),
    get: async (id) => {
      const row = await db.selectFrom("observations").selectAll().where("id", "=", id).executeTakeFirst();
      return row && toObservation(row);
    },
    latest: (enterpriseId, assetId) => latest(db, enterpriseId, assetId),
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
    count: () => count(db),
    prune: (now: Instant) => db.transaction().execute((transaction) => pruneObservations(transaction, now)),
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
