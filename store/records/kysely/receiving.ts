import { Problem } from "../../../model/problem.ts";
import type { ReceivedSubmission, Registration } from "../../../model/submission/registration.ts";
import type { ReceivingRecords } from "../submission-port.ts";
import type { Database } from "./database.ts";
import { decode, encode } from "./encoding.ts";
import { inTransaction } from "./transaction.ts";

export function receivingRecords(db: Database): ReceivingRecords {
  return { ...registrationRecords(db), ...receivedRecords(db) };
}

function registrationRecords(db: Database): Pick<ReceivingRecords, "registrations" | "register" | "removeRegistration"> {
  return {
    registrations: async () =>
      (await db.selectFrom("registrations").select("body").orderBy("creditCode").execute()).map(({ body }) =>
        decode<Registration>(body),
      ),
    register: (registration) =>
      inTransaction(db, async (transaction) => {
        const { id, creditCode, version } = registration;
        const other = await transaction
          .selectFrom("registrations")
          .select("id")
          .where("creditCode", "=", creditCode)
          .where("id", "!=", id)
          .executeTakeFirst();
        if (other !== undefined)
          throw new Problem("already-exists", "The credit code is registered already", { target: creditCode });
        const row = { id, creditCode, version, body: encode(registration) };
        const stored =
          version === 1
            ? (
                await transaction
                  .insertInto("registrations")
                  .values(row)
                  .onConflict((conflict) => conflict.doNothing())
                  .executeTakeFirst()
              ).numInsertedOrUpdatedRows
            : (
                await transaction
                  .updateTable("registrations")
                  .set(row)
                  .where("id", "=", id)
                  .where("version", "=", version - 1)
                  .executeTakeFirst()
              ).numUpdatedRows;
        if ((stored ?? 0n) > 0n) return;
        throw new Problem("stale-edit", "The registration was changed meanwhile", {
          target: id,
          advice: "Read it again and repeat the edit if it still applies.",
        });
      }),
    removeRegistration: async (id) => {
      const { numDeletedRows } = await db
        .deleteFrom("registrations")
        .where("id", "=", id)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom("receivedSubmissions").select("id").where("registrationId", "=", id))),
        )
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}

function receivedRecords(db: Database): Omit<ReceivingRecords, "registrations" | "register" | "removeRegistration"> {
  const received = () => db.selectFrom("receivedSubmissions").select("body");
  const submissionOf = ({ body }: { body: string }) => decode<ReceivedSubmission>(body);
  const accepted: ReceivingRecords["accepted"] = async (registrationId, digest) => {
    const row = await received()
      .where("registrationId", "=", registrationId)
      .where("digest", "=", digest)
      .where("verdict", "=", "accepted")
      .executeTakeFirst();
    return row && submissionOf(row);
  };
  return {
    receive: async (submission) => {
      const { id, registrationId, digest, verdict, receivedAt } = submission;
      const row = { id, registrationId, digest, verdict, receivedAt, body: encode(submission) };
      await db
        .insertInto("receivedSubmissions")
        .values(row)
        .onConflict((conflict) => {
          const same = conflict.columns(["registrationId", "digest", "verdict"]);
          return verdict === "accepted" ? same.doNothing() : same.doUpdateSet({ id, receivedAt, body: row.body });
        })
        .execute();
      return verdict === "accepted" ? ((await accepted(registrationId, digest)) ?? submission) : submission;
    },
    accepted,
    received: async (id) => {
      const row = await received().where("id", "=", id).executeTakeFirst();
      return row && submissionOf(row);
    },
    list: async (limit) =>
      (await received().orderBy("receivedAt", "desc").orderBy("id").limit(limit).execute()).map(submissionOf),
    newestAccepted: async () => {
      const rows = await received().where("verdict", "=", "accepted").orderBy("receivedAt", "desc").orderBy("id").execute();
      const newest = Map.groupBy(rows.map(submissionOf), subjectOf);
      return [...newest.values()].flatMap(([first]) => first ?? []);
    },
  };
}

/** Of a tier that passes on, every enterprise counts for itself. */
function subjectOf({ registrationId, content }: ReceivedSubmission): string {
  return JSON.stringify([registrationId, content?.enterprise.name["zh-CN"], content?.kind, content?.catalogId]);
}
