import type { Migration } from "kysely/migration";
import { required } from "./columns.ts";

/** Drafts of incident reports. */
export const incidentTable: Migration = {
  up: async (db) => {
    await db.schema
      .createTable("incidents")
      .addColumn("id", "text", (column) => column.primaryKey().notNull())
      .addColumn("enterpriseId", "text", required)
      .addColumn("discoveredAt", "bigint", required)
      .addColumn("version", "integer", required)
      .addColumn("body", "text", required)
      .execute();
    await db.schema.createIndex("incidentsOfEnterprise").on("incidents").columns(["enterpriseId", "discoveredAt"]).execute();
  },
  down: async (db) => {
    await db.schema.dropTable("incidents").execute();
  },
};
