import type { BaselineRecord, BaselineRecords } from "../evidence-port.ts";
import type { Database } from "./database.ts";
import { inTransaction } from "./transaction.ts";

export function baselineRecords(db: Database): BaselineRecords {
  return {
    list: (enterpriseId) =>
      db
        .selectFrom("baselines")
        .selectAll()
        .where("enterpriseId", "=", enterpriseId)
        .orderBy("assetId")
        .orderBy("endpointId")
        .orderBy("probe")
        .execute(),
    accept: (baseline) => inTransaction(db, (transaction) => accept(transaction, baseline)),
  };
}

/** The new baseline takes the place of the one before; the observation behind it is kept for ever. */
async function accept(db: Database, baseline: BaselineRecord): Promise<void> {
  const { observationId, acceptedBy, reason, at } = baseline;
  await db
    .insertInto("baselines")
    .values(baseline)
    .onConflict((conflict) =>
      conflict.columns(["enterpriseId", "assetId", "endpointId", "probe"]).doUpdateSet({ observationId, acceptedBy, reason, at }),
    )
    .execute();
  await db
    .insertInto("keptObservations")
    .values({ observationId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
