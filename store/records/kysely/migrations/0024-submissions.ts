import type { Migration } from "kysely/migration";
import { required } from "./columns.ts";

/** What is sent to the tier above. `enterpriseId` is empty where it was received and is passed on. */
export const submissionTables: Migration = {
  up: async (db) => {
    await db.schema
      .createTable("submissions")
      .addColumn("id", "text", (column) => column.primaryKey().notNull())
      .addColumn("enterpriseId", "text", required)
      .addColumn("digest", "text", required)
      .addColumn("state", "text", required)
      .addColumn("preparedAt", "bigint", required)
      .addColumn("nextAttemptAt", "bigint")
      .addColumn("version", "integer", required)
      .addColumn("body", "text", required)
      .addUniqueConstraint("submissionOnce", ["enterpriseId", "digest"])
      .execute();
    await db.schema.createIndex("submissionsDue").on("submissions").columns(["state", "nextAttemptAt"]).execute();
    await db.schema.createIndex("submissionsByDigest").on("submissions").column("digest").execute();
  },
  down: async (db) => {
    await db.schema.dropTable("submissions").execute();
  },
};
