import type { Migration } from "kysely/migration";
import { required } from "./columns.ts";

/** Address record lists in every version, what people did about addresses, and what was held and recorded. */
export const addressTables: Migration = {
  up: async (db) => {
    await db.schema
      .createTable("addressRegisters")
      .addColumn("enterpriseId", "text", required)
      .addColumn("version", "integer", required)
      .addColumn("source", "text", required)
      .addColumn("sha256", "text", required)
      .addColumn("by", "text", required)
      .addColumn("at", "bigint", required)
      .addColumn("count", "integer", required)
      .addColumn("body", "text", required)
      .addPrimaryKeyConstraint("addressRegistersKey", ["enterpriseId", "version"])
      .execute();
    await db.schema
      .createTable("addressSteps")
      .addColumn("id", "text", (column) => column.primaryKey().notNull())
      .addColumn("enterpriseId", "text", required)
      .addColumn("doneAt", "bigint", required)
      .addColumn("body", "text", required)
      .execute();
    await db.schema.createIndex("addressStepsOfEnterprise").on("addressSteps").column("enterpriseId").execute();
    await db.schema
      .createTable("activities")
      .addColumn("id", "text", (column) => column.primaryKey().notNull())
      .addColumn("enterpriseId", "text", required)
      .addColumn("heldAt", "bigint", required)
      .addColumn("body", "text", required)
      .execute();
    await db.schema.createIndex("activitiesOfEnterprise").on("activities").column("enterpriseId").execute();
  },
};
