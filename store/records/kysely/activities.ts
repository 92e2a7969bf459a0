import type { Activity } from "../../../model/activity.ts";
import type { ActivityRecords } from "../activity-port.ts";
import type { Database } from "./database.ts";
import { decode, encode } from "./encoding.ts";
import { inTransaction } from "./transaction.ts";

export function activityRecords(db: Database): ActivityRecords {
  return {
    list: async (enterpriseId) => {
      const rows = await db
        .selectFrom("activities")
        .select("body")
        .where("enterpriseId", "=", enterpriseId)
        .orderBy("heldAt", "desc")
        .orderBy("id")
        .execute();
      return rows.map(({ body }) => decode<Activity>(body));
    },
    add: (activity) =>
      inTransaction(db, async (transaction) => {
        const { id, enterpriseId, heldAt, documents } = activity;
        await transaction
          .insertInto("activities")
          .values({ id, enterpriseId, heldAt, body: encode(activity) })
          .execute();
        if (documents.length === 0) return;
        await transaction
          .insertInto("attachedDocuments")
          .values(documents.map(({ sha256 }) => ({ enterpriseId, sha256 })))
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }),
    remove: async (enterpriseId, id) => {
      const row = await db
        .deleteFrom("activities")
        .where("enterpriseId", "=", enterpriseId)
        .where("id", "=", id)
        .returning("body")
        .executeTakeFirst();
      return row && decode<Activity>(row.body);
    },
  };
}
