import type { Migration } from "kysely/migration";

/** Findings know who puts them right, how and by when. */
export const rectification: Migration = {
  up: async (db) => {
    await db.schema.alterTable("findings").addColumn("rectification", "text").execute();
  },
};
