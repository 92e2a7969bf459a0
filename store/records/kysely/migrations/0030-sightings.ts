import type { Migration } from "kysely/migration";
import { required } from "./columns.ts";

/** What others said that they saw. */
export const sightingTables: Migration = {
  up: async (db) => {
    await db.schema
      .createTable("sightings")
      .addColumn("enterpriseId", "text", required)
      .addColumn("key", "text", required)
      .addColumn("firstSeen", "bigint", required)
      .addColumn("lastSeen", "bigint", required)
      .addColumn("version", "integer", required)
      .addColumn("body", "text", required)
      .addPrimaryKeyConstraint("sightingsKey", ["enterpriseId", "key"])
      .execute();
    await db.schema.createIndex("sightingsByTime").on("sightings").column("lastSeen").execute();
  },
  down: async (db) => {
    await db.schema.dropTable("sightings").execute();
  },
};
