import { canonicalJson, sha256 } from "../../../model/digest.ts";
import { Problem } from "../../../model/problem.ts";
import type { AuditEntry, AuditRecords, Page, PageRequest } from "../port.ts";
import type { Database } from "./database.ts";
import { decode, encode } from "./encoding.ts";
import type { AuditEntriesTable } from "./schema.ts";

const verifyStep = 1000;

export function auditRecords(db: Database): AuditRecords {
  return {
    append: (entry) => db.transaction().execute((transaction) => append(transaction, entry)),
    list: (page) => list(db, page),
    verify: () => verify(db),
  };
}

/** SHA-256 over the hash of the entry before (empty before the first) and the canonical JSON of the entry without its own. */
function chainHash(previous: string, entry: Omit<AuditEntry, "hash">): string {
  const { id, at, actor, action, target, detail } = entry;
  return sha256(previous + canonicalJson({ id, at, actor, action, target, detail }));
}

async function append(db: Database, entry: Omit<AuditEntry, "id" | "hash">): Promise<AuditEntry> {
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

async function verify(db: Database): Promise<number | null> {
  let last = { id: 0, hash: "" };
  for (;;) {
    const rows = await db
      .selectFrom("auditEntries")
      .selectAll()
      .where("id", ">", last.id)
      .orderBy("id")
      .limit(verifyStep)
      .execute();
    for (const row of rows) {
      const follows = row.id === last.id + 1 && row.hash === chainHash(last.hash, toEntry(row));
      if (!follows) return row.id;
      last = row;
    }
    if (rows.length < verifyStep) return null;
  }
}

function toEntry(row: AuditEntriesTable): AuditEntry {
  return { ...row, detail: decode<AuditEntry["detail"]>(row.detail) };
}
