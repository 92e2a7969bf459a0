import type { Migration } from "kysely/migration";
import { required } from "./columns.ts";

/** What enterprises state about their type and grade. */
export const classificationTable: Migration = {
  up: async (db) => {
    await db.schema
      .createTable("classifications")
      .addColumn("enterpriseId", "text", (column) => column.primaryKey().notNull())
      .addColumn("version", "integer", required)
      .addColumn("body", "text", required)
      .execute();
  },
};
