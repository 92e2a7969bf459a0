import type { Proposal } from "../../../model/discovery/proposal.ts";
import { Problem } from "../../../model/problem.ts";
import type { ProposalRecords } from "../discovery-port.ts";
import type { Database } from "./database.ts";
import { decode, encode } from "./encoding.ts";
import { inTransaction } from "./transaction.ts";

export function proposalRecords(db: Database): ProposalRecords {
  const read = ({ body }: { body: string }) => decode<Proposal>(body);
  return {
    list: async (enterpriseId) => {
      const found = db.selectFrom("proposals").select("body").where("enterpriseId", "=", enterpriseId);
      return (await found.orderBy("foundAt", "desc").orderBy("url").execute()).map(read);
    },
    get: async (id) => {
      const row = await db.selectFrom("proposals").select("body").where("id", "=", id).executeTakeFirst();
      return row && read(row);
    },
    save: (proposals) =>
      inTransaction(db, async (within) => {
        for (const proposal of proposals) if (!(await saveOne(within, proposal))) throw stale(proposal);
      }),
  };
}

async function saveOne(db: Database, proposal: Proposal): Promise<boolean> {
  const { id, enterpriseId, url, foundAt, version } = proposal;
  const row = { id, enterpriseId, url, foundAt, version, body: encode(proposal) };
  if (version === 1) {
    const inserted = db
      .insertInto("proposals")
      .values(row)
      .onConflict((conflict) => conflict.doNothing());
    return ((await inserted.executeTakeFirst()).numInsertedOrUpdatedRows ?? 0n) > 0n;
  }
  const { numUpdatedRows } = await db
    .updateTable("proposals")
    .set(row)
    .where("id", "=", id)
    .where("version", "=", version - 1)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

function stale({ url }: Proposal): Problem {
  return new Problem("stale-edit", "The proposal was changed meanwhile", {
    target: url,
    advice: "Read it again and repeat the decision if it still applies.",
  });
}
