import { Problem } from "../../../model/problem.ts";
import type { Submission } from "../../../model/submission/submission.ts";
import type { SubmissionRecords } from "../submission-port.ts";
import type { Database } from "./database.ts";
import { decode, encode } from "./encoding.ts";

export function submissionRecords(db: Database): SubmissionRecords {
  const newestFirst = () => db.selectFrom("submissions").select("body").orderBy("preparedAt", "desc").orderBy("id");
  return {
    prepare: async (submission) => {
      const row = { id: submission.id, ...columnsOf(submission) };
      await db
        .insertInto("submissions")
        .values(row)
        .onConflict((conflict) => conflict.columns(["enterpriseId", "digest"]).doNothing())
        .execute();
      const { body } = await db
        .selectFrom("submissions")
        .select("body")
        .where("enterpriseId", "=", row.enterpriseId)
        .where("digest", "=", row.digest)
        .executeTakeFirstOrThrow();
      return decode<Submission>(body);
    },
    save: async (submission) => {
      const { numUpdatedRows } = await db
        .updateTable("submissions")
        .set(columnsOf(submission))
        .where("id", "=", submission.id)
        .where("version", "=", submission.version - 1)
        .executeTakeFirst();
      if (numUpdatedRows > 0n) return;
      throw new Problem("stale-edit", "The submission was changed meanwhile", {
        target: submission.id,
        advice: "Read it again and repeat the decision if it still applies.",
      });
    },
    get: async (id) => {
      const row = await db.selectFrom("submissions").select("body").where("id", "=", id).executeTakeFirst();
      return row && decode<Submission>(row.body);
    },
    list: async (enterpriseId) => {
      const all = newestFirst();
      const asked = enterpriseId === undefined ? all : all.where("enterpriseId", "=", enterpriseId ?? "");
      return (await asked.execute()).map(({ body }) => decode<Submission>(body));
    },
    due: async (now) => {
      const rows = await db
        .selectFrom("submissions")
        .select("body")
        .where("state", "in", ["sending", "waiting"])
        .where("nextAttemptAt", "<=", now)
        .orderBy("nextAttemptAt")
        .limit(20)
        .execute();
      return rows.map(({ body }) => decode<Submission>(body));
    },
    discard: async (id) => {
      const { numDeletedRows } = await db
        .deleteFrom("submissions")
        .where("id", "=", id)
        .where("state", "=", "prepared")
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    isKept: async (sha256) => {
      const sent = db.selectFrom("submissions").select("digest").where("digest", "=", sha256).limit(1);
      if ((await sent.executeTakeFirst()) !== undefined) return true;
      const received = db.selectFrom("receivedSubmissions").select("digest").where("digest", "=", sha256).limit(1);
      return (await received.executeTakeFirst()) !== undefined;
    },
  };
}

function columnsOf(submission: Submission) {
  const { enterpriseId, digest, state, preparedAt, nextAttemptAt, version } = submission;
  return { enterpriseId: enterpriseId ?? "", digest, state, preparedAt, nextAttemptAt, version, body: encode(submission) };
}
