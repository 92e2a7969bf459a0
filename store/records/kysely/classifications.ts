import type { Classification } from "../../../model/classification.ts";
import { Problem } from "../../../model/problem.ts";
import type { ClassificationRecords } from "../compliance-port.ts";
import type { Database } from "./database.ts";
import { decode, encode } from "./encoding.ts";

export function classificationRecords(db: Database): ClassificationRecords {
  return {
    get: async (enterpriseId) => {
      const row = await db
        .selectFrom("classifications")
        .select("body")
        .where("enterpriseId", "=", enterpriseId)
        .executeTakeFirst();
      return row && decode<Classification>(row.body);
    },
    save: async (classification) => {
      const saved = classification.version === 1 ? await insert(db, classification) : await update(db, classification);
      if (saved) return;
      throw new Problem("stale-edit", "The classification was changed meanwhile", {
        target: classification.enterpriseId,
        advice: "Read it again and repeat the edit if it still applies.",
      });
    },
  };
}

async function insert(db: Database, classification: Classification): Promise<boolean> {
  const { enterpriseId, version } = classification;
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto("classifications")
    .values({ enterpriseId, version, body: encode(classification) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

async function update(db: Database, classification: Classification): Promise<boolean> {
  const { enterpriseId, version } = classification;
  const { numUpdatedRows } = await db
    .updateTable("classifications")
    .set({ version, body: encode(classification) })
    .where("enterpriseId", "=", enterpriseId)
    .where("version", "=", version - 1)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
