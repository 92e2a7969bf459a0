import { sql } from "kysely";
import type { Finding, Rectification, Waiver } from "../../../model/finding.ts";
import { Problem } from "../../../model/problem.ts";
import { type Severity, severities } from "../../../model/severity.ts";
import type { FindingFilter, FindingHead, FindingRecords } from "../judgement-port.ts";
import type { Database } from "./database.ts";
import { decode, encode, slices } from "./encoding.ts";
import { inSlices } from "./in-slices.ts";
import type { FindingsTable } from "./schema.ts";
import { inTransaction } from "./transaction.ts";

/** What may change of a finding once it is opened. */
const moving = [
  "siteId",
  "status",
  "severity",
  "firstSeen",
  "lastSeen",
  "resolvedAt",
  "acknowledgedBy",
  "waiver",
  "rectification",
  "endpoints",
  "version",
] as const;

export function findingRecords(db: Database): FindingRecords {
  return {
    list: (filter) => listFindings(db, filter),
    worst: (enterpriseId, limit) => worstFindings(db, enterpriseId, limit),
    counts: async (enterpriseId) => {
      const rows = await db
        .selectFrom("findings")
        .select(({ fn }) => [
          "siteId" as const,
          "severity" as const,
          "status" as const,
          fn.countAll<number | string>().as("count"),
        ])
        .where("enterpriseId", "=", enterpriseId)
        .groupBy(["siteId", "severity", "status"])
        .execute();
      return rows.map(({ count, ...row }) => ({ ...row, count: Number(count) }));
    },
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
    save: (findings) => inTransaction(db, (transaction) => saveFindings(transaction, findings)),
  };
}

/** Runs inside the caller's transaction. */
export async function saveFindings(db: Database, findings: readonly Finding[]): Promise<void> {
  await refuseStale(db, findings);
  const saved = await inSlices(db, findings.map(toRow), (some) =>
    db
      .insertInto("findings")
      .values(some)
      .onConflict((conflict) =>
        conflict
          .column("id")
          .doUpdateSet(({ ref }) => Object.fromEntries(moving.map((column) => [column, ref(`excluded.${column}`)])))
          .whereRef("findings.version", "=", sql`excluded.version - 1`),
      ),
  );
  // Another connection came in between.
  if (saved < findings.length) throw new Problem("stale-edit", "A finding was changed meanwhile", { advice });
}

async function refuseStale(db: Database, findings: readonly Finding[]): Promise<void> {
  const given = new Map(findings.map((finding) => [finding.id, finding]));
  for (const ids of slices([...given.keys()])) {
    const stored = await db.selectFrom("findings").select(["id", "version"]).where("id", "in", ids).execute();
    for (const { id, version } of stored) {
      const finding = given.get(id);
      if (finding !== undefined && finding.version - 1 !== version) throw staleEdit(finding, version);
    }
  }
}

function staleEdit({ id, version }: Finding, stored: number): Problem {
  const said = `The finding was changed meanwhile: it has version ${stored}, not ${version - 1}`;
  return new Problem("stale-edit", said, { target: id, advice });
}

const advice = "Read it again and repeat the edit if it still applies.";

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
  const { id, checkId, enterpriseId, siteId, assetId, status, severity, firstSeen, lastSeen, resolvedAt, version } = finding;
  return {
    id,
    checkId,
    enterpriseId,
    siteId,
    assetId,
    status,
    severity,
    firstSeen,
    lastSeen,
    resolvedAt,
    acknowledgedBy: finding.acknowledgedBy,
    waiver: orNull(finding.waiver),
    rectification: orNull(finding.rectification),
    endpoints: encode(finding.endpoints),
    version,
  };
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
