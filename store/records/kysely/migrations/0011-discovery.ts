import type { Migration } from "kysely/migration";
import { required } from "./columns.ts";

/** Tasks that people gave to collectors, and devices that were found and are in no inventory. */
export const discoveryTables: Migration = {
  up: async (db) => {
    await db.schema
      .createTable("discoveryTasks")
      .addColumn("id", "text", (column) => column.primaryKey().notNull())
      .addColumn("enterpriseId", "text", required)
      .addColumn("collectorId", "text", required)
      .addColumn("state", "text", required)
      .addColumn("askedAt", "bigint", required)
      .addColumn("body", "text", required)
      .execute();
    await db.schema.createIndex("discoveryTasksByEnterprise").on("discoveryTasks").columns(["enterpriseId", "askedAt"]).execute();
    await db.schema.createIndex("discoveryTasksByState").on("discoveryTasks").columns(["state", "collectorId"]).execute();
    await db.schema
      .createTable("proposals")
      .addColumn("id", "text", (column) => column.primaryKey().notNull())
      .addColumn("enterpriseId", "text", required)
      .addColumn("url", "text", required)
      .addColumn("foundAt", "bigint", required)
      .addColumn("version", "integer", required)
      .addColumn("body", "text", required)
      .addUniqueConstraint("proposalsPlace", ["enterpriseId", "url"])
      .execute();
  },
};
