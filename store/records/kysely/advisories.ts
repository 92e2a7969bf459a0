import {
  type AdvisorySet,
  defaultMaxAgeDays,
  type ImportedAdvisory,
  type NameAlias,
  noAdvisories,
} from "../../../model/advisories/advisory.ts";
import { Problem } from "../../../model/problem.ts";
import type { AdvisoryRecords } from "../advisory-port.ts";
import type { Database } from "./database.ts";
import { decode, encode, slices } from "./encoding.ts";
import type { AdvisoryStateTable } from "./schema.ts";
import { inTransaction } from "./transaction.ts";

/** The one row of the table of states. */
const stateId = "advisories";

export function advisoryRecords(db: Database): AdvisoryRecords {
  return {
    current: async (known = noAdvisories) => {
      const state = await stateOf(db);
      if ((state?.revision ?? 0) === known.revision) return known;
      return inTransaction(db, (transaction) => readSet(transaction, known));
    },
    revisions: async (id) => {
      const rows = await db.selectFrom("advisories").select("body").where("id", "=", id).orderBy("number", "desc").execute();
      return rows.map(({ body }) => decode<ImportedAdvisory>(body));
    },
    save: (advisories, importedAt) =>
      inTransaction(db, async (transaction) => {
        for (const advisory of advisories) await saveRevision(transaction, advisory);
        await change(transaction, { importedAt });
      }),
    addAlias: (alias) =>
      inTransaction(db, async (transaction) => {
        await transaction
          .insertInto("nameAliases")
          .values({ id: alias.id, at: alias.at, body: encode(alias) })
          .execute();
        await change(transaction, {});
      }),
    removeAlias: (id) =>
      inTransaction(db, async (transaction) => {
        const row = await transaction.deleteFrom("nameAliases").where("id", "=", id).returning("body").executeTakeFirst();
        if (row === undefined) return undefined;
        await change(transaction, {});
        return decode<NameAlias>(row.body);
      }),
    setMaxAge: (days) => inTransaction(db, (transaction) => change(transaction, { maxAgeDays: days })),
  };
}

async function stateOf(db: Database): Promise<AdvisoryStateTable | undefined> {
  return db.selectFrom("advisoryState").selectAll().where("id", "=", stateId).executeTakeFirst();
}

/** Notes a change; whoever asks next reads anew. */
async function change(db: Database, set: Partial<Pick<AdvisoryStateTable, "importedAt" | "maxAgeDays">>): Promise<void> {
  await db
    .insertInto("advisoryState")
    .values({ id: stateId, revision: 1, importedAt: null, maxAgeDays: null, ...set })
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet((eb) => ({ revision: eb("advisoryState.revision", "+", 1), ...set })),
    )
    .execute();
}

async function readSet(db: Database, known: AdvisorySet): Promise<AdvisorySet> {
  const state = await stateOf(db);
  const aliases = await db.selectFrom("nameAliases").select("body").orderBy("at").orderBy("id").execute();
  return {
    revision: state?.revision ?? 0,
    advisories: await newestOf(db, known),
    aliases: aliases.map(({ body }) => decode<NameAlias>(body)),
    importedAt: state?.importedAt ?? null,
    maxAgeDays: state?.maxAgeDays ?? defaultMaxAgeDays,
  };
}

async function newestOf(db: Database, known: AdvisorySet): Promise<readonly ImportedAdvisory[]> {
  const heads = await db.selectFrom("advisories").select(["id", "number"]).where("newest", "=", 1).orderBy("id").execute();
  const kept = new Map(known.advisories.map((advisory) => [`${advisory.id} ${advisory.number}`, advisory]));
  const missing = heads.filter(({ id, number }) => !kept.has(`${id} ${number}`));
  const read = new Map<string, ImportedAdvisory>();
  for (const some of slices(missing)) {
    const ids = some.map(({ id }) => id);
    const rows = await db.selectFrom("advisories").select("body").where("newest", "=", 1).where("id", "in", ids).execute();
    for (const { body } of rows) {
      const advisory = decode<ImportedAdvisory>(body);
      read.set(advisory.id, advisory);
    }
  }
  return heads.flatMap(({ id, number }) => kept.get(`${id} ${number}`) ?? read.get(id) ?? []);
}

async function saveRevision(db: Database, advisory: ImportedAdvisory): Promise<void> {
  const { id, number } = advisory;
  const newest = await db
    .selectFrom("advisories")
    .select("number")
    .where("id", "=", id)
    .where("newest", "=", 1)
    .executeTakeFirst();
  if ((newest?.number ?? 0) !== number - 1) throw staleEdit(advisory);
  await db.updateTable("advisories").set({ newest: 0 }).where("id", "=", id).where("newest", "=", 1).execute();
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto("advisories")
    .values({ id, number, newest: 1, body: encode(advisory) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) throw staleEdit(advisory);
}

function staleEdit({ trackingId }: ImportedAdvisory): Problem {
  return new Problem("stale-edit", "Another revision of the advisory was imported meanwhile", {
    target: trackingId,
    advice: "Import it again if it is still newer.",
  });
}
