import type { Migration } from "kysely/migration";
import { type DatabaseType, growingId, required } from "./columns.ts";

/** Attestations with versions and documents. The first tables held none: nothing wrote there. */
export function attestationTables(type: DatabaseType): Migration {
  return {
    up: async (db) => {
      await db.schema.dropTable("attestations").execute();
      await db.schema
        .createTable("attestations")
        .addColumn("id", "text", (column) => column.primaryKey().notNull())
        .addColumn("enterpriseId", "text", required)
        .addColumn("version", "integer", required)
        .addColumn("body", "text", required)
        .execute();
      await db.schema.createIndex("attestationsOfEnterprise").on("attestations").column("enterpriseId").execute();
      await growingId(db.schema.createTable("attestationVersions"), type)
        .addColumn("attestationId", "text", required)
        .addColumn("change", "text", required)
        .addColumn("by", "text", required)
        .addColumn("at", "bigint", required)
        .addColumn("late", "integer", required)
        .addColumn("body", "text", required)
        .execute();
      await db.schema.createIndex("versionsOfAttestation").on("attestationVersions").column("attestationId").execute();
      await db.schema
        .createTable("attestationNotices")
        .addColumn("attestationId", "text", required)
        .addColumn("notice", "text", required)
        .addColumn("end", "bigint", required)
        .addPrimaryKeyConstraint("attestationNoticesKey", ["attestationId", "notice", "end"])
        .execute();
      await db.schema
        .createTable("documents")
        .addColumn("enterpriseId", "text", required)
        .addColumn("sha256", "text", required)
        .addColumn("name", "text", required)
        .addColumn("kind", "text", required)
        .addColumn("size", "bigint", required)
        .addColumn("by", "text", required)
        .addColumn("at", "bigint", required)
        .addPrimaryKeyConstraint("documentsKey", ["enterpriseId", "sha256"])
        .execute();
    },
  };
}
