import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { type DatabaseType, growingId, required } from "./columns.ts";

/** Runs alike on SQLite and PostgreSQL: text, bigint, integer and double precision alone, and no defaults. */
export function firstTables(type: DatabaseType): Migration {
  return {
    up: async (db) => {
      await inventoryTables(db);
      await observationTables(db);
      await verdictTables(db, type);
      await scoreTable(db, type);
      await logTables(db, type);
      await collectorTables(db);
      await accessTables(db);
      await claimTables(db);
    },
  };
}

async function inventoryTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("inventories")
    .addColumn("enterpriseId", "text", required)
    .addColumn("revision", "integer", required)
    .addColumn("source", "text", required)
    .addColumn("hash", "text", required)
    .addColumn("importedAt", "bigint", required)
    .addColumn("body", "text", required)
    .addPrimaryKeyConstraint("inventoriesKey", ["enterpriseId", "revision"])
    .execute();
  await db.schema
    .createTable("knownAssets")
    .addColumn("enterpriseId", "text", required)
    .addColumn("assetId", "text", required)
    .addColumn("revision", "integer", required)
    .addColumn("body", "text", required)
    .addPrimaryKeyConstraint("knownAssetsKey", ["enterpriseId", "assetId"])
    .execute();
  await db.schema
    .createTable("assetSalts")
    .addColumn("enterpriseId", "text", required)
    .addColumn("assetId", "text", required)
    .addColumn("salt", "text", required)
    .addPrimaryKeyConstraint("assetSaltsKey", ["enterpriseId", "assetId"])
    .execute();
}

async function observationTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("observations")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("enterpriseId", "text", required)
    .addColumn("assetId", "text", required)
    .addColumn("endpointId", "text", required)
    .addColumn("probe", "text", required)
    .addColumn("at", "bigint", required)
    .addColumn("validForSeconds", "double precision", required)
    .addColumn("outcome", "text", required)
    .addColumn("reason", "text")
    .addColumn("facts", "text")
    .addColumn("digest", "text", required)
    .addColumn("lastSeen", "bigint", required)
    .addColumn("timesSeen", "bigint", required)
    .execute();
  await db.schema
    .createIndex("observationsByProbe")
    .on("observations")
    .columns(["enterpriseId", "assetId", "endpointId", "probe", "at"])
    .execute();
  await db.schema
    .createTable("observationHeads")
    .addColumn("enterpriseId", "text", required)
    .addColumn("assetId", "text", required)
    .addColumn("endpointId", "text", required)
    .addColumn("probe", "text", required)
    .addColumn("kind", "text", required)
    .addColumn("observationId", "text", required)
    .addColumn("lastSeen", "bigint", required)
    .addPrimaryKeyConstraint("observationHeadsKey", ["enterpriseId", "assetId", "endpointId", "probe", "kind"])
    .execute();
  await db.schema
    .createTable("keptObservations")
    .addColumn("observationId", "text", (column) => column.primaryKey().notNull())
    .execute();
  await db.schema
    .createTable("spools")
    .addColumn("collectorId", "text", required)
    .addColumn("spoolId", "text", required)
    .addColumn("through", "bigint", required)
    .addColumn("storedAt", "bigint", required)
    .addPrimaryKeyConstraint("spoolsKey", ["collectorId", "spoolId"])
    .execute();
  await db.schema
    .createTable("tallies")
    .addColumn("name", "text", (column) => column.primaryKey().notNull())
    .addColumn("value", "bigint", required)
    .execute();
}

async function verdictTables(db: Kysely<unknown>, type: DatabaseType): Promise<void> {
  await db.schema
    .createTable("verdicts")
    .addColumn("key", "text", (column) => column.primaryKey().notNull())
    .addColumn("enterpriseId", "text", required)
    .addColumn("assetId", "text")
    .addColumn("checkId", "text", required)
    .addColumn("status", "text", required)
    .addColumn("severity", "text", required)
    .addColumn("body", "text", required)
    .execute();
  await db.schema.createIndex("verdictsByAsset").on("verdicts").columns(["enterpriseId", "assetId"]).execute();
  await growingId(db.schema.createTable("verdictChanges"), type)
    .addColumn("enterpriseId", "text", required)
    .addColumn("assetId", "text")
    .addColumn("checkId", "text", required)
    .addColumn("before", "text")
    .addColumn("status", "text", required)
    .addColumn("severity", "text", required)
    .addColumn("judgedAt", "bigint", required)
    .addColumn("body", "text", required)
    .execute();
  await db.schema.createIndex("verdictChangesByTime").on("verdictChanges").columns(["enterpriseId", "judgedAt"]).execute();
  await db.schema
    .createTable("findings")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("checkId", "text", required)
    .addColumn("enterpriseId", "text", required)
    .addColumn("siteId", "text")
    .addColumn("assetId", "text")
    .addColumn("status", "text", required)
    .addColumn("severity", "text", required)
    .addColumn("firstSeen", "bigint", required)
    .addColumn("lastSeen", "bigint", required)
    .addColumn("resolvedAt", "bigint")
    .addColumn("acknowledgedBy", "text")
    .addColumn("waiver", "text")
    .addColumn("version", "integer", required)
    .execute();
  await db.schema.createIndex("findingsByAsset").on("findings").columns(["enterpriseId", "assetId"]).execute();
}

async function scoreTable(db: Kysely<unknown>, type: DatabaseType): Promise<void> {
  await growingId(db.schema.createTable("scores"), type)
    .addColumn("enterpriseId", "text", required)
    .addColumn("siteKey", "text", required)
    .addColumn("catalogId", "text", required)
    .addColumn("since", "bigint", required)
    .addColumn("at", "bigint", required)
    .addColumn("demonstrated", "double precision")
    .addColumn("potential", "double precision")
    .addColumn("coverage", "double precision")
    .addColumn("capAt", "double precision")
    .addColumn("profileVersion", "text", required)
    .addColumn("numbers", "text", required)
    .addColumn("body", "text", required)
    .execute();
  await db.schema.createIndex("scoresByTime").on("scores").columns(["enterpriseId", "siteKey", "catalogId", "since"]).execute();
}

async function logTables(db: Kysely<unknown>, type: DatabaseType): Promise<void> {
  await growingId(db.schema.createTable("events"), type)
    .addColumn("at", "bigint", required)
    .addColumn("kind", "text", required)
    .addColumn("enterpriseId", "text")
    .addColumn("assetId", "text")
    .addColumn("checkId", "text")
    .addColumn("severity", "text")
    .addColumn("text", "text", required)
    .addColumn("refersTo", "text")
    .execute();
  await db.schema.createIndex("eventsByEnterprise").on("events").columns(["enterpriseId", "id"]).execute();
  await db.schema.createIndex("eventsByAsset").on("events").columns(["enterpriseId", "assetId", "id"]).execute();
  await db.schema
    .createTable("auditEntries")
    .addColumn("id", "bigint", (column) => column.primaryKey().notNull())
    .addColumn("at", "bigint", required)
    .addColumn("actor", "text", required)
    .addColumn("action", "text", required)
    .addColumn("target", "text", required)
    .addColumn("detail", "text", required)
    .addColumn("hash", "text", required)
    .execute();
}

async function collectorTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("collectors")
    .addColumn("collectorId", "text", (column) => column.primaryKey().notNull())
    .addColumn("status", "text", required)
    .addColumn("lastHeard", "bigint", required)
    .execute();
  await db.schema
    .createTable("stoppedSites")
    .addColumn("enterpriseId", "text", required)
    .addColumn("siteId", "text", required)
    .addColumn("stoppedBy", "text", required)
    .addColumn("at", "bigint", required)
    .addPrimaryKeyConstraint("stoppedSitesKey", ["enterpriseId", "siteId"])
    .execute();
}

async function accessTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("userGrants")
    .addColumn("userId", "text", (column) => column.primaryKey().notNull())
    .addColumn("grants", "text", required)
    .execute();
  await db.schema
    .createTable("tokens")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("name", "text", required)
    .addColumn("secretHash", "text", (column) => column.notNull().unique())
    .addColumn("grants", "text", required)
    .addColumn("collectorId", "text")
    .addColumn("createdBy", "text", required)
    .addColumn("createdAt", "bigint", required)
    .addColumn("expiresAt", "bigint")
    .addColumn("lastUsedAt", "bigint")
    .execute();
  await db.schema
    .createTable("settings")
    .addColumn("name", "text", (column) => column.primaryKey().notNull())
    .addColumn("value", "text", required)
    .execute();
}

async function claimTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("attestations")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("enterpriseId", "text", required)
    .addColumn("body", "text", required)
    .execute();
  await db.schema.createIndex("attestationsByEnterprise").on("attestations").column("enterpriseId").execute();
  await db.schema
    .createTable("baselines")
    .addColumn("enterpriseId", "text", required)
    .addColumn("assetId", "text", required)
    .addColumn("endpointId", "text", required)
    .addColumn("probe", "text", required)
    .addColumn("observationId", "text", required)
    .addColumn("acceptedBy", "text", required)
    .addColumn("reason", "text", required)
    .addColumn("at", "bigint", required)
    .addPrimaryKeyConstraint("baselinesKey", ["enterpriseId", "assetId", "endpointId", "probe"])
    .execute();
}
