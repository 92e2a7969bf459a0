import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import type { Attestation } from "../../../../model/attestation.ts";
import { decode, slices } from "../encoding.ts";
import { required } from "./columns.ts";

interface Changed {
  attestationVersions: { body: string };
  attachedDocuments: { enterpriseId: string; sha256: string };
}

/** Which documents any version of an attestation ever named, so that uploads that nobody used can be told. */
export const attachedDocuments: Migration = {
  up: async (db: Kysely<Changed>) => {
    await db.schema
      .createTable("attachedDocuments")
      .addColumn("enterpriseId", "text", required)
      .addColumn("sha256", "text", required)
      .addPrimaryKeyConstraint("attachedDocumentsKey", ["enterpriseId", "sha256"])
      .execute();
    const versions = await db.selectFrom("attestationVersions").select("body").execute();
    const rows = versions
      .map(({ body }) => decode<Attestation>(body))
      .flatMap(({ enterpriseId, documents }) => documents.map(({ sha256 }) => ({ enterpriseId, sha256 })));
    for (const slice of slices(rows)) {
      await db
        .insertInto("attachedDocuments")
        .values(slice)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  },
};
