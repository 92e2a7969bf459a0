import type { SignInGuardRecords } from "../sign-in-guard-port.ts";
import type { Database } from "./database.ts";

export function signInGuardRecords(db: Database): SignInGuardRecords {
  return {
    failed: async (account, at, since) => {
      await db.deleteFrom("signInTries").where("lastFailedAt", "<", since).execute();
      const { failed } = await db
        .insertInto("signInTries")
        .values({ account, failed: 1, lastFailedAt: at })
        .onConflict((conflict) =>
          conflict.column("account").doUpdateSet(({ eb, ref }) => ({
            failed: eb(ref("signInTries.failed"), "+", 1),
            lastFailedAt: at,
          })),
        )
        .returning("failed")
        .executeTakeFirstOrThrow();
      return { failed, lastFailedAt: at };
    },
    tries: (account) =>
      db.selectFrom("signInTries").select(["failed", "lastFailedAt"]).where("account", "=", account).executeTakeFirst(),
    troubled: async (since) => {
      const rows = await db.selectFrom("signInTries").selectAll().where("lastFailedAt", ">=", since).execute();
      return new Map(rows.map(({ account, ...tries }) => [account, tries]));
    },
    clear: async (account) => {
      await db.deleteFrom("signInTries").where("account", "=", account).execute();
    },
    takeCode: async (userId, code, at, since) => {
      await db.deleteFrom("takenCodes").where("takenAt", "<", since).execute();
      const { numInsertedOrUpdatedRows = 0n } = await db
        .insertInto("takenCodes")
        .values({ userId, code, takenAt: at })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows > 0n;
    },
  };
}
