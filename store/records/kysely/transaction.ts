import { PostgresAdapter, sql } from "kysely";
import type { Database } from "./database.ts";
import { demandLease } from "./fence.ts";

/** Refusals of PostgreSQL that mean: two transactions got in each other's way, and nothing of this one was kept. */
const conflicts: ReadonlySet<unknown> = new Set(["40001" /* serialization failure */, "40P01" /* deadlock */]);
const attempts = 5;

/** Runs work in one transaction, again where another transaction was in its way. What it does must depend on its arguments alone. */
export async function inTransaction<T>(db: Database, work: (transaction: Database) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(async (transaction) => {
        await demandLease(transaction, sharesDatabase(transaction));
        return work(transaction);
      });
    } catch (error) {
      if (attempt === attempts || !isConflict(error)) throw error;
    }
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof Error && "code" in error && conflicts.has(error.code);
}

/**
 * Waits until no other transaction holds one of these names, and holds them until this one ends. SQLite lets one transaction write
 * at a time, so there is nothing to wait for.
 */
export async function holdNames(transaction: Database, names: readonly string[]): Promise<void> {
  if (!sharesDatabase(transaction)) return;
  // In one order everywhere, so that no two wait for each other.
  for (const name of [...new Set(names)].sort()) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(transaction);
  }
}

/** Whether other transactions may write at the same time. */
function sharesDatabase(db: Database): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}
