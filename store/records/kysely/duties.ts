import { Problem } from "../../../model/problem.ts";
import type { DutyAssignment, DutyRecords } from "../compliance-port.ts";
import type { Database } from "./database.ts";

export function dutyRecords(db: Database): DutyRecords {
  return {
    list: (enterpriseId) =>
      db.selectFrom("dutyAssignments").selectAll().where("enterpriseId", "=", enterpriseId).orderBy("objectiveId").execute(),
    assign: async (assignment) => {
      if (!(await (assignment.version === 1 ? insert(db, assignment) : update(db, assignment)))) {
        throw new Problem("stale-edit", "The assignment was changed meanwhile", {
          target: assignment.objectiveId,
          advice: "Read it again and repeat the edit if it still applies.",
        });
      }
    },
  };
}

async function insert(db: Database, assignment: DutyAssignment): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto("dutyAssignments")
    .values(assignment)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

async function update(db: Database, { enterpriseId, objectiveId, version, ...columns }: DutyAssignment): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("dutyAssignments")
    .set({ ...columns, version })
    .where("enterpriseId", "=", enterpriseId)
    .where("objectiveId", "=", objectiveId)
    .where("version", "=", version - 1)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
