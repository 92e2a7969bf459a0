import type { Migration } from "kysely/migration";
import { required } from "./columns.ts";

/** Who may submit to this tier, and what came. */
export const receivingTables: Migration = {
  up: async (db) => {
    await db.schema
      .createTable("registrations")
      .addColumn("id", "text", (column) => column.primaryKey().notNull())
      .addColumn("creditCode", "text", (column) => column.notNull().unique())
      .addColumn("version", "integer", required)
      .addColumn("body", "text", required)
      .execute();
    await db.schema
      .createTable("receivedSubmissions")
      .addColumn("id", "text", (column) => column.notNull().unique())
      .addColumn("registrationId", "text", required)
      .addColumn("digest", "text", required)
      .addColumn("verdict", "text", required)
      .addColumn("receivedAt", "bigint", required)
      .addColumn("body", "text", required)
      .addPrimaryKeyConstraint("receivedSubmissionsKey", ["registrationId", "digest", "verdict"])
      .execute();
    await db.schema.createIndex("receivedByTime").on("receivedSubmissions").column("receivedAt").execute();
    await db.schema.createIndex("receivedByDigest").on("receivedSubmissions").column("digest").execute();
  },
  down: async (db) => {
    await db.schema.dropTable("receivedSubmissions").execute();
    await db.schema.dropTable("registrations").execute();
  },
};
