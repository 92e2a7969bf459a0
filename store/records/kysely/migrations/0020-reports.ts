import type { Migration } from "kysely/migration";
import { required } from "./columns.ts";

/** Versions of reports, with their files in the document store. */
export const reportTables: Migration = {
  up: async (db) => {
    await db.schema
      .createTable("reports")
      .addColumn("id", "text", (column) => column.primaryKey().notNull())
      .addColumn("enterpriseId", "text", required)
      .addColumn("catalogId", "text", required)
      .addColumn("kind", "text", required)
      .addColumn("language", "text", required)
      .addColumn("version", "integer", required)
      .addColumn("madeAt", "bigint", required)
      .addColumn("body", "text", required)
      .addColumn("differences", "text", required)
      .execute();
    await db.schema
      .createIndex("reportsBySeries")
      .on("reports")
      .columns(["enterpriseId", "catalogId", "kind", "language", "version"])
      .unique()
      .execute();
    await db.schema
      .createTable("reportFiles")
      .addColumn("reportId", "text", required)
      .addColumn("format", "text", required)
      .addColumn("sha256", "text", required)
      .addPrimaryKeyConstraint("reportFilesKey", ["reportId", "format"])
      .execute();
    await db.schema.createIndex("reportFilesByHash").on("reportFiles").column("sha256").execute();
  },
  down: async (db) => {
    await db.schema.dropTable("reportFiles").execute();
    await db.schema.dropTable("reports").execute();
  },
};
