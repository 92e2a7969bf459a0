import type { Migration } from "kysely/migration";
import { required } from "./columns.ts";

/** Imported advisories in every revision, what people said about names, and the state of it all. */
export const advisoryTables: Migration = {
  up: async (db) => {
    await db.schema
      .createTable("advisories")
      .addColumn("id", "text", required)
      .addColumn("number", "integer", required)
      .addColumn("newest", "integer", required)
      .addColumn("body", "text", required)
      .addPrimaryKeyConstraint("advisoriesKey", ["id", "number"])
      .execute();
    await db.schema.createIndex("advisoriesNewest").on("advisories").columns(["newest", "id"]).execute();
    await db.schema
      .createTable("nameAliases")
      .addColumn("id", "text", (column) => column.primaryKey().notNull())
      .addColumn("at", "bigint", required)
      .addColumn("body", "text", required)
      .execute();
    await db.schema
      .createTable("advisoryState")
      .addColumn("id", "text", (column) => column.primaryKey().notNull())
      .addColumn("revision", "integer", required)
      .addColumn("importedAt", "bigint")
      .addColumn("maxAgeDays", "integer")
      .execute();
  },
  down: async (db) => {
    for (const table of ["advisoryState", "nameAliases", "advisories"]) await db.schema.dropTable(table).execute();
  },
};
