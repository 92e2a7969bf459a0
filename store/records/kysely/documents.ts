import type { DocumentRecords } from "../compliance-port.ts";
import type { Database } from "./database.ts";

export function documentRecords(db: Database): DocumentRecords {
  const isAttached = (enterpriseId: string, sha256: string) =>
    db.selectFrom("attachedDocuments").select("sha256").where("enterpriseId", "=", enterpriseId).where("sha256", "=", sha256);
  return {
    add: async (document) => {
      const { name, by, at } = document;
      await db
        .insertInto("documents")
        .values(document)
        .onConflict((conflict) =>
          conflict
            .columns(["enterpriseId", "sha256"])
            .doUpdateSet({ name, by, at })
            .where(({ not, exists }) => not(exists(isAttached(document.enterpriseId, document.sha256)))),
        )
        .execute();
    },
    get: (enterpriseId, sha256) =>
      db
        .selectFrom("documents")
        .selectAll()
        .where("enterpriseId", "=", enterpriseId)
        .where("sha256", "=", sha256)
        .executeTakeFirst(),
    list: (enterpriseId) =>
      db.selectFrom("documents").selectAll().where("enterpriseId", "=", enterpriseId).orderBy("at").orderBy("sha256").execute(),
    isKept: async (sha256) =>
      (await db.selectFrom("documents").select("sha256").where("sha256", "=", sha256).limit(1).executeTakeFirst()) !== undefined,
    dropUnattached: (before) =>
      db
        .deleteFrom("documents")
        .where("at", "<", before)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom("attachedDocuments")
                .select("attachedDocuments.sha256")
                .whereRef("attachedDocuments.sha256", "=", "documents.sha256")
                .whereRef("attachedDocuments.enterpriseId", "=", "documents.enterpriseId"),
            ),
          ),
        )
        .returningAll()
        .execute(),
  };
}
