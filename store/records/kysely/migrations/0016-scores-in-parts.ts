import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { required } from "./columns.ts";

/**
 * The lines of single pairs are kept apart from the scores that they stand in, each set once, and the newest score of every subject
 * is named. Endpoints that left the inventory stay known as its assets do.
 */
export const scoresInParts: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema.alterTable("scores").addColumn("content", "text").execute();
    await db.schema
      .createTable("scoreLeaves")
      .addColumn("hash", "text", (column) => column.primaryKey().notNull())
      .addColumn("body", "text", required)
      .execute();
    await db.schema
      .createTable("scoreHeads")
      .addColumn("enterpriseId", "text", required)
      .addColumn("siteKey", "text", required)
      .addColumn("catalogId", "text", required)
      .addColumn("scoreId", "bigint", required)
      .addPrimaryKeyConstraint("scoreHeadsKey", ["enterpriseId", "siteKey", "catalogId"])
      .execute();
    await nameNewest(db);
    await db.schema
      .createTable("leftoverEndpoints")
      .addColumn("enterpriseId", "text", required)
      .addColumn("assetId", "text", required)
      .addColumn("endpointId", "text", required)
      .addColumn("body", "text", required)
      .addPrimaryKeyConstraint("leftoverEndpointsKey", ["enterpriseId", "assetId", "endpointId"])
      .execute();
  },
};

type Subject = Readonly<Record<"enterpriseId" | "siteKey" | "catalogId", string>>;
type Before = { scores: Subject & { id: number }; scoreHeads: Subject & { scoreId: number } };

/** Scores were only ever added behind the newest, so the highest id is the newest. */
async function nameNewest(any: Kysely<unknown>): Promise<void> {
  const db = any.withTables<Before>();
  const newest = db
    .selectFrom("scores")
    .select(({ fn }) => ["enterpriseId" as const, "siteKey" as const, "catalogId" as const, fn.max("id").as("scoreId")])
    .groupBy(["enterpriseId", "siteKey", "catalogId"]);
  await db.insertInto("scoreHeads").columns(["enterpriseId", "siteKey", "catalogId", "scoreId"]).expression(newest).execute();
}
