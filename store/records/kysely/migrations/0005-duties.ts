import type { Migration } from "kysely/migration";
import { required } from "./columns.ts";

/** Who sees to an objective, and by when. */
export const dutyAssignments: Migration = {
  up: async (db) => {
    await db.schema
      .createTable("dutyAssignments")
      .addColumn("enterpriseId", "text", required)
      .addColumn("objectiveId", "text", required)
      .addColumn("assignee", "text")
      .addColumn("dueAt", "bigint")
      .addColumn("by", "text", required)
      .addColumn("at", "bigint", required)
      .addColumn("version", "integer", required)
      .addPrimaryKeyConstraint("dutyAssignmentsKey", ["enterpriseId", "objectiveId"])
      .execute();
  },
};
