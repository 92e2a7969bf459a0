import { isDeepStrictEqual } from "node:util";
import type { Instant } from "../../../model/instant.ts";
import { type Verdict, verdictKey } from "../../../model/verdict.ts";
import type { VerdictChange, VerdictFilter, VerdictRecords } from "../judgement-port.ts";
import type { Database } from "./database.ts";
import { decode, encode, slices } from "./encoding.ts";
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
    history: (filter, since) => verdictHistory(db, filter, since),
  };
}

async function replaceVerdicts(
  db: Database,
  enterpriseId: string,
  assetIds: readonly (string | null)[] | "all",
  verdicts: readonly Verdict[],
): Promise<readonly VerdictChange[]> {
  await holdNames(db, [`verdicts ${enterpriseId}`]);
  const before = await currentOf(db, enterpriseId, assetIds);
  const byKey = new Map(verdicts.map((verdict) => [verdictKey(verdict), verdict]));
  const changes = [...byKey].flatMap(([key, after]): VerdictChange[] => {
    const current = before.get(key);
    return current !== undefined && sameAnswer(current, after) ? [] : [{ before: current?.status ?? null, after }];
  });
  await removeVerdicts(
    db,
    [...before.keys()].filter((key) => !byKey.has(key)),
  );
  await putVerdicts(
    db,
    [...byKey].filter(([key, after]) => !saysTheSame(before.get(key), after)),
  );
  await keepChanges(db, changes);
  return changes;
}

/** The current verdicts that a replacement stands for, by key. */
async function currentOf(
  db: Database,
  enterpriseId: string,
  assetIds: readonly (string | null)[] | "all",
): Promise<ReadonlyMap<string, Verdict>> {
  let query = db.selectFrom("verdicts").select(["key", "body"]).where("enterpriseId", "=", enterpriseId);
  if (assetIds !== "all") {
    const named = assetIds.filter((assetId) => assetId !== null);
    query = query.where(({ eb, or }) =>
      or([
        ...(named.length > 0 ? [eb("assetId", "in", named)] : []),
        ...(assetIds.includes(null) ? [eb("assetId", "is", null)] : []),
      ]),
    );
  }
  const rows = await query.execute();
  return new Map(rows.map(({ key, body }) => [key, decode<Verdict>(body)]));
}

function sameAnswer(a: Verdict, b: Verdict): boolean {
  return a.status === b.status && a.severity === b.severity && encode(a.because) === encode(b.because);
}

/** Whether a verdict differs from the stored one in no more than the time of judgement. */
function saysTheSame(stored: Verdict | undefined, { judgedAt: _judgedAt, ...said }: Verdict): boolean {
  return stored !== undefined && isDeepStrictEqual({ ...stored, judgedAt: 0 }, { ...said, judgedAt: 0 });
}

async function removeVerdicts(db: Database, keys: readonly string[]): Promise<void> {
  for (const some of slices(keys)) await db.deleteFrom("verdicts").where("key", "in", some).execute();
}

async function putVerdicts(db: Database, verdicts: readonly (readonly [string, Verdict])[]): Promise<void> {
  for (const some of slices(verdicts)) {
    await db
      .insertInto("verdicts")
      .values(some.map(([key, verdict]) => ({ key, ...columnsOf(verdict) })))
      .onConflict((conflict) =>
        conflict.column("key").doUpdateSet(({ ref }) => ({
          status: ref("excluded.status"),
          severity: ref("excluded.severity"),
          body: ref("excluded.body"),
        })),
      )
      .execute();
  }
}

/** Writes the history and keeps for ever what it rests on. */
async function keepChanges(db: Database, changes: readonly VerdictChange[]): Promise<void> {
  for (const some of slices(changes)) {
    const rows = some.map(({ before, after }) => ({ before, judgedAt: after.judgedAt, ...columnsOf(after) }));
    await db.insertInto("verdictChanges").values(rows).execute();
  }
  const evidence = new Set(changes.flatMap(({ after }) => after.evidence.map(({ observationId }) => observationId)));
  for (const some of slices([...evidence])) {
    const rows = some.map((observationId) => ({ observationId }));
    await db
      .insertInto("keptObservations")
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

function columnsOf(verdict: Verdict) {
  const { enterpriseId, assetId, checkId, status, severity } = verdict;
  return { enterpriseId, assetId, checkId, status, severity, body: encode(verdict) };
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
