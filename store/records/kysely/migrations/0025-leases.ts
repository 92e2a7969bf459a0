import type { Migration } from "kysely/migration";
import { type DatabaseType, growingId, required } from "./columns.ts";

/** Who of several centres does what all of them could do, and what they ask of each other. */
export function leaseTables(type: DatabaseType): Migration {
  return {
    up: async (db) => {
      await db.schema
        .createTable("leases")
        .addColumn("name", "text", (column) => column.primaryKey().notNull())
        .addColumn("holder", "text", required)
        .addColumn("fence", "bigint", required)
        .addColumn("until", "bigint", required)
        .execute();
      await growingId(db.schema.createTable("judgementRequests"), type)
        .addColumn("enterpriseId", "text", required)
        .addColumn("assetIds", "text")
        .addColumn("at", "bigint", required)
        .execute();
    },
    down: async (db) => {
      await db.schema.dropTable("judgementRequests").execute();
      await db.schema.dropTable("leases").execute();
    },
  };
}
