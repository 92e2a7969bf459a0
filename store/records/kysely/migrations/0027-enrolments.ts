import type { Migration } from "kysely/migration";
import { required } from "./columns.ts";

/** One-time codes of collectors, and the public parts of the keys that they brought. */
export const enrolmentTables: Migration = {
  up: async (db) => {
    await db.schema
      .createTable("enrolmentCodes")
      .addColumn("codeHash", "text", (column) => column.primaryKey().notNull())
      .addColumn("collectorId", "text", required)
      .addColumn("createdBy", "text", required)
      .addColumn("createdAt", "bigint", required)
      .addColumn("expiresAt", "bigint", required)
      .execute();
    await db.schema
      .createTable("collectorKeys")
      .addColumn("collectorId", "text", (column) => column.primaryKey().notNull())
      .addColumn("publicKey", "text", required)
      .addColumn("enrolledAt", "bigint", required)
      .addColumn("enrolledBy", "text", required)
      .addColumn("revokedAt", "bigint")
      .addColumn("revokedBy", "text")
      .execute();
  },
  down: async (db) => {
    await db.schema.dropTable("enrolmentCodes").execute();
    await db.schema.dropTable("collectorKeys").execute();
  },
};
