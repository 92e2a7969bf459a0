import { Problem } from "../../../model/problem.ts";
import type { ReportDifference, ReportVersion } from "../../../model/report-version.ts";
import type { ReportRecords } from "../report-port.ts";
import type { Database } from "./database.ts";
import { decode, encode } from "./encoding.ts";
import { inTransaction } from "./transaction.ts";

export function reportRecords(db: Database): ReportRecords {
  const versionOf = ({ body }: { body: string }) => decode<ReportVersion>(body);
  return {
    add: (report, differences) =>
      inTransaction(db, async (transaction) => {
        const { id, enterpriseId, catalogId, kind, language, version, madeAt } = report;
        const { numInsertedOrUpdatedRows = 0n } = await transaction
          .insertInto("reports")
          .values({
            ...{ id, enterpriseId, catalogId, kind, language, version, madeAt },
            body: encode(report),
            differences: encode(differences),
          })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (numInsertedOrUpdatedRows === 0n) throw stale(id);
        await transaction
          .insertInto("reportFiles")
          .values(report.files.map(({ format, sha256 }) => ({ reportId: id, format, sha256 })))
          .execute();
      }),
    get: async (id) => {
      const row = await db.selectFrom("reports").select("body").where("id", "=", id).executeTakeFirst();
      return row && versionOf(row);
    },
    newest: async ({ enterpriseId, catalogId, kind, language }) => {
      const row = await db
        .selectFrom("reports")
        .select("body")
        .where("enterpriseId", "=", enterpriseId)
        .where("catalogId", "=", catalogId)
        .where("kind", "=", kind)
        .where("language", "=", language)
        .orderBy("version", "desc")
        .limit(1)
        .executeTakeFirst();
      return row && versionOf(row);
    },
    list: async ({ enterpriseId }) => {
      const rows = await db
        .selectFrom("reports")
        .select("body")
        .$if(enterpriseId !== undefined, (query) => query.where("enterpriseId", "=", enterpriseId ?? ""))
        .orderBy("madeAt", "desc")
        .orderBy("version", "desc")
        .orderBy("id")
        .execute();
      return rows.map(versionOf);
    },
    differences: async (id) => {
      const row = await db.selectFrom("reports").select("differences").where("id", "=", id).executeTakeFirst();
      return row && decode<readonly ReportDifference[]>(row.differences);
    },
    isKept: async (sha256) =>
      (await db.selectFrom("reportFiles").select("sha256").where("sha256", "=", sha256).limit(1).executeTakeFirst()) !==
      undefined,
  };
}

function stale(id: string): Problem {
  return new Problem("stale-edit", "Somebody else made this version meanwhile", { target: id, advice: "Make it again." });
}
