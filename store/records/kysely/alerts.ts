import type { Alert, AlertDelivery, AlertRule } from "../../../model/alert.ts";
import type { AlertChannel } from "../../../model/alert-channel.ts";
import { Problem } from "../../../model/problem.ts";
import type { AlertRecords } from "../alerts-port.ts";
import type { Database } from "./database.ts";
import { decode, encode } from "./encoding.ts";
import { inTransaction } from "./transaction.ts";

export function alertRecords(db: Database): AlertRecords {
  const rules = versioned<AlertRule>(db, "alertRules");
  const channels = versioned<AlertChannel>(db, "alertChannels");
  return {
    rules: rules.list,
    saveRule: rules.save,
    removeRule: rules.remove,
    channels: channels.list,
    saveChannel: channels.save,
    removeChannel: channels.remove,
    ...firedRecords(db),
    ...deliveryRecords(db),
    prune: async (before) => {
      await db.deleteFrom("alerts").where("resolvedAt", "<", before).execute();
      await db.deleteFrom("alertDeliveries").where("at", "<", before).where("state", "not in", ["pending", "held"]).execute();
    },
  };
}

function versioned<T extends { readonly id: string; readonly version: number }>(
  db: Database,
  table: "alertRules" | "alertChannels",
) {
  return {
    list: async (): Promise<readonly T[]> =>
      (await db.selectFrom(table).select("body").orderBy("id").execute()).map(({ body }) => decode<T>(body)),
    save: async (one: T): Promise<void> => {
      const row = { id: one.id, version: one.version, body: encode(one) };
      const stored =
        one.version === 1
          ? (
              await db
                .insertInto(table)
                .values(row)
                .onConflict((conflict) => conflict.doNothing())
                .executeTakeFirst()
            ).numInsertedOrUpdatedRows
          : (
              await db
                .updateTable(table)
                .set(row)
                .where("id", "=", one.id)
                .where("version", "=", one.version - 1)
                .executeTakeFirst()
            ).numUpdatedRows;
      if ((stored ?? 0n) > 0n) return;
      throw new Problem("stale-edit", "It was changed meanwhile", {
        target: one.id,
        advice: "Read it again and repeat the edit if it still applies.",
      });
    },
    remove: async (id: string): Promise<boolean> =>
      (await db.deleteFrom(table).where("id", "=", id).executeTakeFirst()).numDeletedRows > 0n,
  };
}

function firedRecords(db: Database): Pick<AlertRecords, "firing" | "list" | "get" | "save"> {
  const alertOf = ({ body }: { body: string }) => decode<Alert>(body);
  return {
    firing: async () =>
      (await db.selectFrom("alerts").select("body").where("resolvedAt", "is", null).orderBy("firedAt").execute()).map(alertOf),
    list: async (limit) =>
      (await db.selectFrom("alerts").select("body").orderBy("firedAt", "desc").orderBy("id").limit(limit).execute()).map(alertOf),
    get: async (id) => {
      const row = await db.selectFrom("alerts").select("body").where("id", "=", id).executeTakeFirst();
      return row && alertOf(row);
    },
    save: (alerts) =>
      inTransaction(db, async (transaction) => {
        for (const alert of alerts) {
          const columns = { firedAt: alert.firedAt, resolvedAt: alert.resolvedAt, body: encode(alert) };
          await transaction
            .insertInto("alerts")
            .values({ id: alert.id, ...columns })
            .onConflict((conflict) => conflict.column("id").doUpdateSet(columns))
            .execute();
        }
      }),
  };
}

function deliveryRecords(db: Database): Pick<AlertRecords, "addDeliveries" | "saveDelivery" | "due" | "deliveries"> {
  const deliveryOf = ({ body }: { body: string }) => decode<AlertDelivery>(body);
  const columnsOf = (one: AlertDelivery) => ({
    at: one.at,
    state: one.state,
    nextAttemptAt: one.nextAttemptAt,
    body: encode(one),
  });
  return {
    addDeliveries: async (deliveries) => {
      if (deliveries.length === 0) return;
      await db
        .insertInto("alertDeliveries")
        .values(deliveries.map((one) => ({ id: one.id, ...columnsOf(one) })))
        .execute();
    },
    saveDelivery: async (one) => {
      await db.updateTable("alertDeliveries").set(columnsOf(one)).where("id", "=", one.id).execute();
    },
    due: async (now) => {
      const rows = await db
        .selectFrom("alertDeliveries")
        .select("body")
        .where("state", "in", ["pending", "held"])
        .where("nextAttemptAt", "<=", now)
        .orderBy("nextAttemptAt")
        .limit(100)
        .execute();
      return rows.map(deliveryOf);
    },
    deliveries: async (limit) =>
      (await db.selectFrom("alertDeliveries").select("body").orderBy("at", "desc").orderBy("id").limit(limit).execute()).map(
        deliveryOf,
      ),
  };
}
