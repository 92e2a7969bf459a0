import type { SavedViewRecords } from "../saved-view-port.ts";
import type { Database } from "./database.ts";

export function savedViewRecords(db: Database): SavedViewRecords {
  return {
    list: (userId, page) =>
      db.selectFrom("savedViews").selectAll().where("userId", "=", userId).where("page", "=", page).orderBy("name").execute(),
    save: async (view) => {
      await db
        .insertInto("savedViews")
        .values(view)
        .onConflict((conflict) => conflict.columns(["userId", "page", "name"]).doUpdateSet({ query: view.query, at: view.at }))
        .execute();
    },
    remove: async (userId, page, name) => {
      const { numDeletedRows } = await db
        .deleteFrom("savedViews")
        .where("userId", "=", userId)
        .where("page", "=", page)
        .where("name", "=", name)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}
