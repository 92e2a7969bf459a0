import type { Migration } from "kysely/migration";

/** Scores know what moved them. */
export const scoreCauses: Migration = {
  up: async (db) => {
    await db.schema.alterTable("scores").addColumn("causes", "text").execute();
  },
};
