import type { Instant } from "../../../model/instant.ts";
import type { CollectorStatus } from "../../../model/wire/batches.ts";
import type { CollectorRecords } from "../administration-port.ts";
import type { Database } from "./database.ts";
import { decode, encode } from "./encoding.ts";

export function collectorRecords(db: Database): CollectorRecords {
  return {
    heard: (status, at) => heard(db, status, at),
    all: async () => {
      const rows = await db.selectFrom("collectors").selectAll().orderBy("collectorId").execute();
      return rows.map((row) => ({ ...row, status: decode<CollectorStatus>(row.status) }));
    },
    setPolling: (enterpriseId, siteId, stopped, by, at) =>
      stopped ? stopSite(db, enterpriseId, siteId, by, at) : resumeSite(db, enterpriseId, siteId),
    stoppedSites: () =>
      db
        .selectFrom("stoppedSites")
        .select(["enterpriseId", "siteId", "stoppedBy as by", "at"])
        .orderBy("enterpriseId")
        .orderBy("siteId")
        .execute(),
  };
}

/** A report that was overtaken by a newer one changes nothing. */
async function heard(db: Database, status: CollectorStatus, at: Instant): Promise<void> {
  await db
    .insertInto("collectors")
    .values({ collectorId: status.collectorId, status: encode(status), lastHeard: at })
    .onConflict((conflict) =>
      conflict
        .column("collectorId")
        .doUpdateSet(({ ref }) => ({ status: ref("excluded.status"), lastHeard: ref("excluded.lastHeard") }))
        .whereRef("excluded.lastHeard", ">=", "collectors.lastHeard"),
    )
    .execute();
}

/** Whoever stopped it first stays on record. */
async function stopSite(db: Database, enterpriseId: string, siteId: string, stoppedBy: string, at: Instant): Promise<void> {
  await db
    .insertInto("stoppedSites")
    .values({ enterpriseId, siteId, stoppedBy, at })
    .onConflict((conflict) => conflict.columns(["enterpriseId", "siteId"]).doNothing())
    .execute();
}

async function resumeSite(db: Database, enterpriseId: string, siteId: string): Promise<void> {
  await db.deleteFrom("stoppedSites").where("enterpriseId", "=", enterpriseId).where("siteId", "=", siteId).execute();
}
