import type { Compilable, CompiledQuery, QueryResult } from "kysely";
import type { Database } from "./database.ts";
import { maxRows, slices } from "./encoding.ts";

/**
 * Runs a statement that takes its parameters from rows alone, so many rows at a time; answers how many it changed. What is composed
 * for one full slice serves all full ones, because composing costs more than running. Every row names the same columns in the same order.
 */
export async function inSlices<R extends object>(
  db: Database,
  rows: readonly R[],
  compose: (some: readonly R[]) => Compilable<unknown>,
): Promise<number> {
  let full: CompiledQuery<unknown> | undefined;
  let changed = 0n;
  for (const some of slices(rows)) {
    const isFull = some.length === maxRows;
    const query: CompiledQuery<unknown> =
      isFull && full !== undefined ? { ...full, parameters: some.flatMap((row) => Object.values(row)) } : compose(some).compile();
    if (isFull) full = query;
    const result: QueryResult<unknown> = await db.executeQuery(query);
    changed += result.numAffectedRows ?? 0n;
  }
  return Number(changed);
}
