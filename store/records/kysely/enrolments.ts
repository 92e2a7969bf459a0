import type { EnrolmentRecords } from "../enrolment-port.ts";
import type { Database } from "./database.ts";
import { inTransaction } from "./transaction.ts";

export function enrolmentRecords(db: Database): EnrolmentRecords {
  return {
    addCode: (code) =>
      inTransaction(db, async (transaction) => {
        await transaction.deleteFrom("enrolmentCodes").where("collectorId", "=", code.collectorId).execute();
        await transaction.insertInto("enrolmentCodes").values(code).execute();
      }),
    takeCode: (codeHash, now) =>
      inTransaction(db, async (transaction) => {
        await transaction.deleteFrom("enrolmentCodes").where("expiresAt", "<=", now).execute();
        return transaction.deleteFrom("enrolmentCodes").where("codeHash", "=", codeHash).returningAll().executeTakeFirst();
      }),
    codes: (now) => db.selectFrom("enrolmentCodes").selectAll().where("expiresAt", ">", now).execute(),
    setKey: async (key) => {
      await db
        .insertInto("collectorKeys")
        .values(key)
        .onConflict((conflict) => conflict.column("collectorId").doUpdateSet(key))
        .execute();
    },
    keys: () => db.selectFrom("collectorKeys").selectAll().orderBy("collectorId").execute(),
    key: (collectorId) => db.selectFrom("collectorKeys").selectAll().where("collectorId", "=", collectorId).executeTakeFirst(),
    revoke: (collectorId, revokedBy, revokedAt) =>
      inTransaction(db, async (transaction) => {
        const codes = await transaction.deleteFrom("enrolmentCodes").where("collectorId", "=", collectorId).executeTakeFirst();
        const keys = await transaction
          .updateTable("collectorKeys")
          .set({ revokedAt, revokedBy })
          .where("collectorId", "=", collectorId)
          .where("revokedAt", "is", null)
          .executeTakeFirst();
        return codes.numDeletedRows + keys.numUpdatedRows > 0n;
      }),
  };
}
