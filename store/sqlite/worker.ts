import { DatabaseSync, type StatementSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import { StepFold } from "./fold.ts";
import {
  type Answer,
  type Calls,
  type Failure,
  type Folded,
  openedId,
  type RepeatedStatement,
  type Request,
  type Statement,
  type StatementResult,
  type WorkerOptions,
} from "./protocol.ts";

/** Thread that owns one SQLite file: whatever a query costs, the thread that asked goes on. */

/** Other processes may hold the file for this long before a write gives up, milliseconds. */
const busyTimeout = 5000;
const maxPrepared = 300;

function open(options: WorkerOptions): DatabaseSync {
  const database = new DatabaseSync(options.file, { timeout: busyTimeout });
  // FULL syncs the log at every commit: what was acknowledged survives a power loss, which NORMAL does not promise.
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
  if (options.maxPages !== undefined) database.exec(`PRAGMA max_page_count = ${options.maxPages}`);
  if (options.checkpointPages !== undefined) database.exec(`PRAGMA wal_autocheckpoint = ${options.checkpointPages}`);
  return database;
}

/** Prepared statements by their text; the one used longest ago makes room. */
class StatementCache {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  get(sql: string): StatementSync {
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.delete(sql);
    this.#statements.set(sql, statement);
    const [oldest] = this.#statements.keys();
    if (this.#statements.size > maxPrepared && oldest !== undefined) this.#statements.delete(oldest);
    return statement;
  }
}

function query(statements: StatementCache, { sql, values }: Statement): StatementResult {
  const statement = statements.get(sql);
  if (statement.columns().length > 0) return { rows: statement.all(...values), changes: 0, lastInsertRowid: 0 };
  const { changes, lastInsertRowid } = statement.run(...values);
  return { rows: [], changes: Number(changes), lastInsertRowid };
}

function runRepeated(statements: StatementCache, repeated: RepeatedStatement): number {
  const statement = statements.get(repeated.sql);
  let changes = 0;
  if ("rows" in repeated) {
    for (const row of repeated.rows) changes += Number(statement.run(...row).changes);
  } else {
    const { numbers, width } = repeated;
    for (let at = 0; at < numbers.length; at += width) {
      changes += Number(statement.run(...numbers.subarray(at, at + width)).changes);
    }
  }
  return changes;
}

/** All queries see the same state of the file. Rows come as arrays, which costs half of what objects do. */
function fold(database: DatabaseSync, statements: StatementCache, request: Calls["fold"]["request"]): Folded {
  const steps = new StepFold(request.fold, request.stepMs);
  database.exec("BEGIN");
  try {
    for (const { sql, values, group } of request.queries) {
      const statement = statements.get(sql);
      statement.setReturnArrays(true);
      // With arrays asked for, and numbers alone selected, a row is this.
      steps.take(group, statement.iterate(...values) as unknown as Iterable<readonly number[]>);
    }
  } finally {
    database.exec("COMMIT");
  }
  return { numbers: steps.packed() };
}

function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

function serve(
  database: DatabaseSync,
  { statements, folding }: { readonly statements: StatementCache; readonly folding: StatementCache },
  request: Request,
): Calls[Request["kind"]]["answer"] {
  switch (request.kind) {
    case "query":
      return query(statements, request);
    case "fold":
      return fold(database, folding, request);
    case "many":
      return inTransaction(database, () => ({
        changes: request.statements.reduce((sum, repeated) => sum + runRepeated(statements, repeated), 0),
      }));
    case "exec":
      database.exec(request.sql);
      return null;
    case "rollback":
      if (database.isTransaction) database.exec("ROLLBACK");
      return null;
    case "close":
      database.close();
      return null;
  }
}

function describeFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: String(error), errcode: undefined };
  const errcode = "errcode" in error && typeof error.errcode === "number" ? error.errcode : undefined;
  return { message: error.message, errcode };
}

/** Runs the work and answers its result or its failure under the id. */
function answering<T extends Calls[Request["kind"]]["answer"]>(id: number, work: () => T): void {
  let answer: Answer;
  try {
    answer = { id, ok: true, answer: work() };
  } catch (error) {
    answer = { id, ok: false, error: describeFailure(error) };
  }
  parentPort?.postMessage(answer, answer.ok && isFolded(answer.answer) ? [answer.answer.numbers.buffer] : []);
}

/** Its numbers are given away, not copied. */
function isFolded(answer: Calls[Request["kind"]]["answer"]): answer is Folded {
  return answer !== null && "numbers" in answer;
}

answering(openedId, () => {
  const options: WorkerOptions = workerData;
  const database = open(options);
  // A statement answers arrays or objects, whoever uses it next.
  const caches = { statements: new StatementCache(database), folding: new StatementCache(database) };
  parentPort?.on("message", (request: Request) => {
    answering(request.id, () => serve(database, caches, request));
    if (request.kind === "close") parentPort?.close();
  });
  return null;
});
