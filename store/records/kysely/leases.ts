import type { JudgementRequestRecords, LeaseRecords } from "../lease-port.ts";
import type { Database } from "./database.ts";
import { decode, encodeOptional } from "./encoding.ts";
import { underLease } from "./fence.ts";

export function leaseRecords(db: Database): LeaseRecords {
  return {
    take: async (name, holder, now, until) => {
      const row = await db
        .insertInto("leases")
        .values({ name, holder, fence: 1, until })
        .onConflict((conflict) =>
          conflict
            .column("name")
            .doUpdateSet(({ eb, ref }) => ({ holder, until, fence: eb(ref("leases.fence"), "+", 1) }))
            .where(({ eb, or }) => or([eb("leases.until", "<=", now), eb("leases.holder", "=", holder)])),
        )
        .returning("fence")
        .executeTakeFirst();
      return row && { name, holder, fence: row.fence };
    },
    prolong: async ({ name, fence }, until) => {
      const { numUpdatedRows } = await db
        .updateTable("leases")
        .set({ until })
        .where("name", "=", name)
        .where("fence", "=", fence)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    prolongAll: async (holder, until) => {
      // One that was given back stays free.
      await db.updateTable("leases").set({ until }).where("holder", "=", holder).where("until", ">", 0).execute();
    },
    release: async ({ name, fence }) => {
      await db.updateTable("leases").set({ until: 0 }).where("name", "=", name).where("fence", "=", fence).execute();
    },
    running: async (now) => {
      const rows = await db.selectFrom("leases").select(["name", "holder"]).where("until", ">", now).execute();
      return new Map(rows.map(({ name, holder }) => [name, holder]));
    },
    under: underLease,
  };
}

export function judgementRequestRecords(db: Database): JudgementRequestRecords {
  return {
    leave: async (enterpriseId, assetIds, at) => {
      const row = { enterpriseId, assetIds: encodeOptional(assetIds ?? undefined), at };
      await db.insertInto("judgementRequests").values(row).execute();
    },
    waiting: async () => {
      const rows = await db.selectFrom("judgementRequests").select("enterpriseId").distinct().orderBy("enterpriseId").execute();
      return rows.map(({ enterpriseId }) => enterpriseId);
    },
    take: async (enterpriseId) => {
      const rows = await db
        .deleteFrom("judgementRequests")
        .where("enterpriseId", "=", enterpriseId)
        .returning("assetIds")
        .execute();
      if (rows.some(({ assetIds }) => assetIds === null)) return null;
      return [...new Set(rows.flatMap(({ assetIds }) => (assetIds === null ? [] : decode<string[]>(assetIds))))];
    },
  };
}
