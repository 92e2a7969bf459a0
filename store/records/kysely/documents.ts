import type { DocumentRecords } from "../port.ts";
import type { Database } from "./database.ts";

export function documentRecords(db: Database): DocumentRecords {
  return {
    add: async (document) => {
      await db
        .insertInto("documents")
        .values(document)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    get: (enterpriseId, sha256) =>
      db
        .selectFrom("documents")
        .selectAll()
        .where("enterpriseId", "=", enterpriseId)
        .where("sha256", "=", sha256)
        .executeTakeFirst(),
    list: (enterpriseId) =>
      db.selectFrom("documents").selectAll().where("enterpriseId", "=", enterpriseId).orderBy("at").orderBy("sha256").execute(),
  };
}
