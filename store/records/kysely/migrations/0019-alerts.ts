import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { required } from "./columns.ts";

/** Alert rules and channels, what fired, and the messages about it. */
export const alertTables: Migration = {
  up: async (db) => {
    for (const table of ["alertRules", "alertChannels"]) await versionedTable(db, table);
    await db.schema
      .createTable("alerts")
      .addColumn("id", "text", (column) => column.primaryKey().notNull())
      .addColumn("firedAt", "bigint", required)
      .addColumn("resolvedAt", "bigint")
      .addColumn("body", "text", required)
      .execute();
    await db.schema.createIndex("alertsByFiring").on("alerts").column("firedAt").execute();
    await db.schema
      .createTable("alertDeliveries")
      .addColumn("id", "text", (column) => column.primaryKey().notNull())
      .addColumn("at", "bigint", required)
      .addColumn("state", "text", required)
      .addColumn("nextAttemptAt", "bigint", required)
      .addColumn("body", "text", required)
      .execute();
    await db.schema.createIndex("alertDeliveriesDue").on("alertDeliveries").columns(["state", "nextAttemptAt"]).execute();
  },
};

async function versionedTable(db: Kysely<unknown>, table: string): Promise<void> {
  await db.schema
    .createTable(table)
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("version", "integer", required)
    .addColumn("body", "text", required)
    .execute();
}
