import type { RecordStore } from "../port.ts";
import type { Database } from "./database.ts";

export function settingRecords(db: Database): RecordStore["settings"] {
  return {
    get: async (name) => {
      const row = await db.selectFrom("settings").select("value").where("name", "=", name).executeTakeFirst();
      return row?.value;
    },
    set: async (name, value) => {
      await db
        .insertInto("settings")
        .values({ name, value })
        .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
        .execute();
    },
  };
}
