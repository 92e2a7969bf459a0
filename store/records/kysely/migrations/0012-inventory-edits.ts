import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { type DatabaseType, growingId, required } from "./columns.ts";

/** The tables as this step reads them; those of the release may have moved on. */
interface Tables {
  inventories: Record<"enterpriseId" | "source" | "hash" | "body", string> & Record<"revision" | "importedAt", number>;
  inventoryBases: Record<"enterpriseId" | "source" | "hash" | "body" | "departures", string> & { importedAt: number };
}

/** What inventory files said last, beside the inventories that people edit; the edits; and views of lists that people keep. */
export function inventoryEditTables(type: DatabaseType): Migration {
  return {
    up: async (db: Kysely<Tables>) => {
      await db.schema
        .createTable("inventoryBases")
        .addColumn("enterpriseId", "text", (column) => column.primaryKey().notNull())
        .addColumn("source", "text")
        .addColumn("hash", "text")
        .addColumn("importedAt", "bigint")
        .addColumn("body", "text")
        .addColumn("departures", "text", required)
        .execute();
      await growingId(db.schema.createTable("inventoryEdits"), type)
        .addColumn("enterpriseId", "text", required)
        .addColumn("revision", "integer", required)
        .addColumn("by", "text", required)
        .addColumn("at", "bigint", required)
        .addColumn("late", "integer", required)
        .addColumn("changes", "text", required)
        .execute();
      await db.schema.createIndex("editsOfInventory").on("inventoryEdits").columns(["enterpriseId", "id"]).execute();
      await db.schema
        .createTable("savedViews")
        .addColumn("userId", "text", required)
        .addColumn("page", "text", required)
        .addColumn("name", "text", required)
        .addColumn("query", "text", required)
        .addColumn("at", "bigint", required)
        .addPrimaryKeyConstraint("savedViewsKey", ["userId", "page", "name"])
        .execute();
      await basesOfImports(db);
    },
  };
}

/** Until now nobody could edit: every inventory is as its file says. */
async function basesOfImports(db: Kysely<Tables>): Promise<void> {
  const newest = db
    .selectFrom("inventories as one")
    .select(["enterpriseId", "source", "hash", "importedAt", "body"])
    .select(({ val }) => val("[]").as("departures"))
    .where(({ eb, selectFrom }) =>
      eb(
        "one.revision",
        "=",
        selectFrom("inventories as other")
          .select(({ fn }) => fn.max("other.revision").as("newest"))
          .whereRef("other.enterpriseId", "=", "one.enterpriseId"),
      ),
    );
  await db
    .insertInto("inventoryBases")
    .columns(["enterpriseId", "source", "hash", "importedAt", "body", "departures"])
    .expression(newest)
    .execute();
}
