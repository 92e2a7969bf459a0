import { type Expression, expressionBuilder, type SqlBool } from "kysely";
import type { Instant } from "../../../model/instant.ts";
import { answersTheSame, saysTheSame } from "../../../model/same-verdict.ts";
import { type Verdict, verdictKey } from "../../../model/verdict.ts";
import type { VerdictChange, VerdictFilter, VerdictRecords } from "../judgement-port.ts";
import type { Database } from "./database.ts";
import { decode, slices } from "./encoding.ts";
import { inSlices } from "./in-slices.ts";
import type { Tables, VerdictChangesTable, VerdictsTable } from "./schema.ts";
import { holdNames, inTransaction } from "./transaction.ts";

export function verdictRecords(db: Database): VerdictRecords {
  return {
    replace: (enterpriseId, assetIds, verdicts) =>
      inTransaction(db, (transaction) => replaceVerdicts(transaction, enterpriseId, assetIds, verdicts)),
    list: (filter) => listVerdicts(db, filter),
    subjects: async (enterpriseId) => {
      const rows = await db
        .selectFrom("verdicts")
        .select("assetId")
        .distinct()
        .where("enterpriseId", "=", enterpriseId)
        .execute();
      return rows.map(({ assetId }) => assetId);
    },
    ofSubjects: async (enterpriseId, assetIds) => [...(await currentOf(db, enterpriseId, assetIds)).values()],
    changeCursor: async (enterpriseId, before) => {
      const { newest } = await db
        .selectFrom("verdictChanges")
        .select(({ fn }) => fn.max<number | null>("id").as("newest"))
        .where("enterpriseId", "=", enterpriseId)
        .$if(before !== undefined, (query) => query.where("judgedAt", "<", before ?? 0))
        .executeTakeFirstOrThrow();
      return Number(newest ?? 0);
    },
    subjectsMoved: async (enterpriseId, cursor) => {
      const rows = await changesOf(db, enterpriseId, cursor).select("assetId").distinct().execute();
      return rows.map(({ assetId }) => assetId);
    },
    changesBehind: async (enterpriseId, assetIds, cursor) => {
      const rows = await changesOf(db, enterpriseId, cursor)
        .select(["before", "body"])
        .where(amongSubjects(assetIds))
        .orderBy("id")
        .execute();
      return rows.map(({ before, body }) => ({ before, after: decode<Verdict>(body) }));
    },
    history: (filter, since) => verdictHistory(db, filter, since),
  };
}

/** Runs inside the caller's transaction. */
export async function replaceVerdicts(
  db: Database,
  enterpriseId: string,
  assetIds: readonly (string | null)[] | "all",
  verdicts: readonly Verdict[],
): Promise<readonly VerdictChange[]> {
  await holdNames(db, [`verdicts ${enterpriseId}`]);
  const before = await currentOf(db, enterpriseId, assetIds);
  const given = new Map(verdicts.map((verdict) => [verdictKey(verdict), verdict]));
  const gone = [...before.keys()].filter((key) => !given.has(key));
  const moved = [...given].flatMap(([key, after]) => {
    const current = before.get(key);
    const isSame = current !== undefined && saysTheSame(current, after);
    return isSame ? [] : [{ current, after, row: { key, ...columnsOf(after) } }];
  });
  const changed = moved.filter(({ current, after }) => current === undefined || !answersTheSame(current, after));
  await removeVerdicts(db, gone);
  await putVerdicts(
    db,
    moved.map(({ row }) => row),
  );
  await keepChanges(
    db,
    changed.map(({ current, after, row: { key: _key, ...row } }) => {
      return { ...row, before: current?.status ?? null, judgedAt: after.judgedAt };
    }),
  );
  await keepObservations(
    db,
    changed.map(({ after }) => after),
  );
  return changed.map(({ current, after }) => ({ before: current?.status ?? null, after }));
}

/** The current verdicts that a replacement stands for, by key. */
async function currentOf(
  db: Database,
  enterpriseId: string,
  assetIds: readonly (string | null)[] | "all",
): Promise<ReadonlyMap<string, Verdict>> {
  let query = db.selectFrom("verdicts").select(["key", "body"]).where("enterpriseId", "=", enterpriseId);
  if (assetIds !== "all") query = query.where(amongSubjects(assetIds));
  const rows = await query.execute();
  return new Map(rows.map(({ key, body }) => [key, decode<Verdict>(body)]));
}

function changesOf(db: Database, enterpriseId: string, cursor: number) {
  return db.selectFrom("verdictChanges").where("enterpriseId", "=", enterpriseId).where("id", ">", cursor);
}

/** For any table with a column of assets. */
function amongSubjects(assetIds: readonly (string | null)[]): Expression<SqlBool> {
  const { eb, or } = expressionBuilder<Tables, "verdicts">();
  const named = assetIds.filter((assetId) => assetId !== null);
  return or([
    ...(named.length > 0 ? [eb("assetId", "in", named)] : []),
    ...(assetIds.includes(null) ? [eb("assetId", "is", null)] : []),
  ]);
}

async function removeVerdicts(db: Database, keys: readonly string[]): Promise<void> {
  for (const some of slices(keys)) await db.deleteFrom("verdicts").where("key", "in", some).execute();
}

function putVerdicts(db: Database, rows: readonly VerdictsTable[]): Promise<number> {
  return inSlices(db, rows, (some) =>
    db
      .insertInto("verdicts")
      .values(some)
      .onConflict((conflict) =>
        conflict.column("key").doUpdateSet(({ ref }) => ({
          status: ref("excluded.status"),
          severity: ref("excluded.severity"),
          body: ref("excluded.body"),
        })),
      ),
  );
}

function keepChanges(db: Database, rows: readonly Omit<VerdictChangesTable, "id">[]): Promise<number> {
  return inSlices(db, rows, (some) => db.insertInto("verdictChanges").values(some));
}

/** Keeps for ever what the history rests on. */
function keepObservations(db: Database, verdicts: readonly Verdict[]): Promise<number> {
  const ids = new Set(verdicts.flatMap(({ evidence }) => evidence.map(({ observationId }) => observationId)));
  const rows = [...ids].map((observationId) => ({ observationId }));
  return inSlices(db, rows, (some) =>
    db
      .insertInto("keptObservations")
      .values(some)
      .onConflict((conflict) => conflict.doNothing()),
  );
}

function columnsOf(verdict: Verdict) {
  const { enterpriseId, assetId, checkId, status, severity } = verdict;
  return { enterpriseId, assetId, checkId, status, severity, body: JSON.stringify(verdict) };
}

/** Rows that are read at once: decoding more of them holds the calling thread noticeably. */
const rowsAtOnce = 1000;

async function listVerdicts(db: Database, filter: VerdictFilter): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for (let last = ""; ; ) {
    const rows = await db
      .selectFrom("verdicts")
      .select(["key", "body"])
      .where(({ eb, and }) => and(chosen(filter).map(([column, value]) => eb(column, "=", value))))
      .where("key", ">", last)
      .orderBy("key")
      .limit(rowsAtOnce)
      .execute();
    verdicts.push(...rows.map(({ body }) => decode<Verdict>(body)));
    if (rows.length < rowsAtOnce) return verdicts;
    last = rows.at(-1)?.key ?? last;
  }
}

async function verdictHistory(db: Database, filter: VerdictFilter, since: Instant): Promise<readonly VerdictChange[]> {
  const rows = await db
    .selectFrom("verdictChanges")
    .select(["before", "body"])
    .where("judgedAt", ">=", since)
    .where(({ eb, and }) => and(chosen(filter).map(([column, value]) => eb(column, "=", value))))
    .orderBy("judgedAt")
    .orderBy("id")
    .execute();
  return rows.map(({ before, body }) => ({ before, after: decode<Verdict>(body) }));
}

const filterColumns = ["enterpriseId", "assetId", "checkId", "status", "severity"] as const;

function chosen(filter: VerdictFilter) {
  return filterColumns.flatMap((column) => {
    const value = filter[column];
    return value === undefined ? [] : [[column, value] as const];
  });
}
