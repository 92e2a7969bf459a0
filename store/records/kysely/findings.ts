import type { Finding, Rectification, Waiver } from "../../../model/finding.ts";
import { Problem } from "../../../model/problem.ts";
import { type Severity, severities } from "../../../model/severity.ts";
import type { FindingFilter, FindingHead, FindingRecords } from "../judgement-port.ts";
import type { Database } from "./database.ts";
import { decode, encode } from "./encoding.ts";
import type { FindingsTable } from "./schema.ts";
import { inTransaction } from "./transaction.ts";

export function findingRecords(db: Database): FindingRecords {
  return {
    list: (filter) => listFindings(db, filter),
    worst: (enterpriseId, limit) => worstFindings(db, enterpriseId, limit),
    openCounts: async () => {
      const rows = await db
        .selectFrom("findings")
        .select(({ fn }) => ["enterpriseId" as const, "severity" as const, fn.countAll<number | string>().as("count")])
        .where("status", "in", ["open", "acknowledged"])
        .groupBy(["enterpriseId", "severity"])
        .execute();
      return rows.map(({ count, ...row }) => ({ ...row, count: Number(count) }));
    },
    get: async (id) => {
      const row = await db.selectFrom("findings").selectAll().where("id", "=", id).executeTakeFirst();
      return row && toFinding(row);
    },
    save: (findings) =>
      inTransaction(db, async (transaction) => {
        for (const finding of findings) await saveFinding(transaction, finding);
      }),
  };
}

async function saveFinding(db: Database, finding: Finding): Promise<void> {
  const { id, ...columns } = toRow(finding);
  const { numUpdatedRows } = await db
    .updateTable("findings")
    .set(columns)
    .where("id", "=", id)
    .where("version", "=", finding.version - 1)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return;
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto("findings")
    .values({ id, ...columns })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows > 0n) return;
  const stored = await db.selectFrom("findings").select("version").where("id", "=", id).executeTakeFirst();
  throw staleEdit(finding, stored?.version ?? 0);
}

function staleEdit(finding: Finding, stored: number): Problem {
  return new Problem("stale-edit", `The finding was changed meanwhile: it has version ${stored}, not ${finding.version - 1}`, {
    target: finding.id,
    advice: "Read it again and repeat the edit if it still applies.",
  });
}

async function listFindings(db: Database, filter: FindingFilter): Promise<readonly Finding[]> {
  const rows = await db
    .selectFrom("findings")
    .selectAll()
    .where(({ eb, and }) =>
      and(
        (["enterpriseId", "assetId", "checkId", "status", "severity"] as const).flatMap((column) => {
          const value = filter[column];
          return value === undefined ? [] : [eb(column, "=", value)];
        }),
      ),
    )
    .orderBy("firstSeen")
    .orderBy("id")
    .execute();
  return rows.map(toFinding);
}

async function worstFindings(db: Database, enterpriseId: string, limit: number): Promise<readonly FindingHead[]> {
  return db
    .selectFrom("findings")
    .select(["id", "enterpriseId", "siteId", "assetId", "checkId"])
    .where("enterpriseId", "=", enterpriseId)
    .orderBy(({ eb }) => eb.case().when("status", "=", "resolved").then(1).else(0).end())
    .orderBy(({ eb }) => {
      const rank = (severity: Severity) => severities.indexOf(severity);
      const worse = eb
        .case()
        .when("severity", "=", "critical")
        .then(rank("critical"))
        .when("severity", "=", "high")
        .then(rank("high"));
      return worse.when("severity", "=", "medium").then(rank("medium")).else(rank("low")).end();
    })
    .orderBy("firstSeen", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();
}

function toRow(finding: Finding): FindingsTable {
  const { waiver, rectification, endpoints } = finding;
  return { ...finding, waiver: orNull(waiver), rectification: orNull(rectification), endpoints: encode(endpoints) };
}

function orNull(value: unknown): string | null {
  return value === null ? null : encode(value);
}

function toFinding(row: FindingsTable): Finding {
  const { waiver, rectification, endpoints } = row;
  return {
    ...row,
    waiver: waiver === null ? null : decode<Waiver>(waiver),
    rectification: rectification === null ? null : decode<Rectification>(rectification),
    endpoints: endpoints === null ? [] : decode<string[]>(endpoints),
  };
}
