import type { Migration } from "kysely/migration";
import { required } from "./columns.ts";

/** Failed log-ins, and one-time codes that were used. */
export const signInGuardTables: Migration = {
  up: async (db) => {
    await db.schema
      .createTable("signInTries")
      .addColumn("account", "text", (column) => column.primaryKey().notNull())
      .addColumn("failed", "integer", required)
      .addColumn("lastFailedAt", "bigint", required)
      .execute();
    await db.schema
      .createTable("takenCodes")
      .addColumn("userId", "text", required)
      .addColumn("code", "text", required)
      .addColumn("takenAt", "bigint", required)
      .addPrimaryKeyConstraint("takenCodesKey", ["userId", "code"])
      .execute();
  },
};
