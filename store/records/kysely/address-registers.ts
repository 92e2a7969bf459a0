import type { AddressRegister, AddressStep } from "../../../model/addresses/address-register.ts";
import { Problem } from "../../../model/problem.ts";
import type { AddressRegisterRecords } from "../address-port.ts";
import type { Database } from "./database.ts";
import { decode, encode } from "./encoding.ts";
import { inTransaction } from "./transaction.ts";

export function addressRegisterRecords(db: Database): AddressRegisterRecords {
  return {
    current: async (enterpriseId, known) => {
      if (known !== undefined) {
        const newest = await ofEnterprise(db, enterpriseId).select("version").executeTakeFirst();
        if (newest?.version === known.version) return known;
      }
      const row = await ofEnterprise(db, enterpriseId).select("body").executeTakeFirst();
      return row && decode<AddressRegister>(row.body);
    },
    at: async (enterpriseId, version) => {
      const row = await ofEnterprise(db, enterpriseId).select("body").where("version", "=", version).executeTakeFirst();
      return row && decode<AddressRegister>(row.body);
    },
    versions: (enterpriseId) =>
      ofEnterprise(db, enterpriseId).select(["version", "source", "sha256", "by", "at", "count"]).execute(),
    save: (register) =>
      inTransaction(db, async (transaction) => {
        const newest = await ofEnterprise(transaction, register.enterpriseId).select("version").executeTakeFirst();
        if ((newest?.version ?? 0) !== register.version - 1) throw staleEdit(register.enterpriseId);
        await insert(transaction, register);
      }),
    steps: async (enterpriseId) => {
      const rows = await db
        .selectFrom("addressSteps")
        .select("body")
        .where("enterpriseId", "=", enterpriseId)
        .orderBy("doneAt")
        .orderBy("id")
        .execute();
      return rows.map(({ body }) => decode<AddressStep>(body));
    },
    addStep: async (step) => {
      const { id, enterpriseId, doneAt } = step;
      await db
        .insertInto("addressSteps")
        .values({ id, enterpriseId, doneAt, body: encode(step) })
        .execute();
    },
  };
}

/** Versions of an enterprise's list, the newest first. */
function ofEnterprise(db: Database, enterpriseId: string) {
  return db.selectFrom("addressRegisters").where("enterpriseId", "=", enterpriseId).orderBy("version", "desc");
}

/** Of two that come at once the second finds the version taken. */
async function insert(db: Database, register: AddressRegister): Promise<void> {
  const { enterpriseId, version, source, sha256, by, at, records } = register;
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto("addressRegisters")
    .values({ enterpriseId, version, source, sha256, by, at, count: records.length, body: encode(register) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) throw staleEdit(enterpriseId);
}

function staleEdit(enterpriseId: string): Problem {
  return new Problem("stale-edit", "The address record list was changed meanwhile", {
    target: enterpriseId,
    advice: "Read it again and repeat the change if it still applies.",
  });
}
