import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import type { Verdict } from "../../../../model/verdict.ts";
import { decode, encode } from "../encoding.ts";

/** The tables as this step reads them; those of the release may have moved on. */
interface Tables {
  findings: {
    id: string;
    enterpriseId: string;
    assetId: string | null;
    checkId: string;
    status: string;
    endpoints: string | null;
  };
  verdicts: { enterpriseId: string; assetId: string | null; checkId: string; body: string };
}

/** Findings know the endpoints at which they fail; those that stand are told by the verdicts that are kept. */
export const failingEndpoints: Migration = {
  up: async (db: Kysely<Tables>) => {
    await db.schema.alterTable("findings").addColumn("endpoints", "text").execute();
    for (const { id, enterpriseId, assetId, checkId, status } of await db.selectFrom("findings").selectAll().execute()) {
      const rows = await db
        .selectFrom("verdicts")
        .select("body")
        .where("enterpriseId", "=", enterpriseId)
        .where("assetId", assetId === null ? "is" : "=", assetId)
        .where("checkId", "=", checkId)
        .execute();
      const endpoints = status === "resolved" ? [] : failing(rows.map(({ body }) => decode<Verdict>(body)));
      await db
        .updateTable("findings")
        .set({ endpoints: encode(endpoints) })
        .where("id", "=", id)
        .execute();
    }
  },
};

/** Where no endpoint is seen to fail, those of which nothing is known may be the ones. */
function failing(verdicts: readonly Verdict[]): readonly string[] {
  const of = (status: Verdict["status"]) =>
    verdicts.filter((verdict) => verdict.status === status).flatMap(({ endpointId }) => endpointId ?? []);
  const failed = of("fail");
  return (failed.length > 0 ? failed : of("unknown")).sort();
}
