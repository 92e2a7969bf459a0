import { type AuditEntry, chainHash, chainStart, follows } from "../../../model/audit.ts";
import { Problem } from "../../../model/problem.ts";
import type { AuditRecords } from "../administration-port.ts";
import type { Page, PageRequest } from "../paging-port.ts";
import type { Database } from "./database.ts";
import { decode, encode } from "./encoding.ts";
import type { AuditEntriesTable } from "./schema.ts";
import { holdNames, inTransaction } from "./transaction.ts";

const verifyStep = 1000;

export function auditRecords(db: Database): AuditRecords {
  return {
    append: (entry) => inTransaction(db, (transaction) => append(transaction, entry)),
    list: (page) => list(db, page),
    after: (id, limit) => after(db, id, limit),
    verify: () => verify(db),
  };
}

async function append(db: Database, entry: Omit<AuditEntry, "id" | "hash">): Promise<AuditEntry> {
  await holdNames(db, ["audit"]);
  const last = await db.selectFrom("auditEntries").select(["id", "hash"]).orderBy("id", "desc").limit(1).executeTakeFirst();
  const detail = encode(entry.detail);
  const next = { ...entry, id: (last?.id ?? 0) + 1, detail: decode<AuditEntry["detail"]>(detail) };
  const { at, actor, action, target } = entry;
  const hash = chainHash(last?.hash ?? "", next);
  await db.insertInto("auditEntries").values({ id: next.id, at, actor, action, target, detail, hash }).execute();
  return { ...next, hash };
}

/** Newest first; the cursor is the id of the last entry shown. */
async function list(db: Database, page: PageRequest): Promise<Page<AuditEntry>> {
  let query = db
    .selectFrom("auditEntries")
    .selectAll()
    .orderBy("id", "desc")
    .limit(page.limit + 1);
  if (page.cursor !== undefined) query = query.where("id", "<", parseCursor(page.cursor));
  const rows = await query.execute();
  const items = rows.slice(0, page.limit).map(toEntry);
  const last = items.at(-1);
  return rows.length > page.limit && last !== undefined ? { items, next: String(last.id) } : { items };
}

function parseCursor(cursor: string): number {
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  throw new Problem("invalid-cursor", "The cursor is not one that a page of this list has given", { target: cursor });
}

async function after(db: Database, id: number, limit: number): Promise<readonly AuditEntry[]> {
  const rows = await db.selectFrom("auditEntries").selectAll().where("id", ">", id).orderBy("id").limit(limit).execute();
  return rows.map(toEntry);
}

async function verify(db: Database): Promise<number | null> {
  let end = chainStart;
  for (;;) {
    const entries = await after(db, end.id, verifyStep);
    for (const entry of entries) {
      if (!follows(end, entry)) return entry.id;
      end = entry;
    }
    if (entries.length < verifyStep) return null;
  }
}

function toEntry(row: AuditEntriesTable): AuditEntry {
  return { ...row, detail: decode<AuditEntry["detail"]>(row.detail) };
}
