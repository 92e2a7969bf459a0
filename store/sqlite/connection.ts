import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { Worker } from "node:worker_threads";
import { describeError, Problem } from "../../model/problem.ts";
import { storeError } from "./errors.ts";
import type { Fold, FoldedQuery } from "./fold.ts";
import { Mutex } from "./mutex.ts";
import {
  type Answer,
  type Calls,
  type Kind,
  openedId,
  type RepeatedStatement,
  type SqlRow,
  type SqlValue,
  type StatementResult,
  type WorkerOptions,
} from "./protocol.ts";

export interface SqliteOptions {
  readonly file: string;
  /** Ceiling of the file in pages of 4096 bytes. */
  readonly maxPages?: number | undefined;
  /** See `WorkerOptions`. */
  readonly checkpointPages?: number | undefined;
}

interface Waiting {
  resolve(answer: Calls[Kind]["answer"]): void;
  reject(error: Error): void;
}

/**
 * One SQLite file, owned by a thread of its own. Statements run in the order in which they were sent. Failures are Problems
 * (`store-full`, `store-unavailable`) or, where the statement itself is at fault, a SqliteError.
 */
export class SqliteConnection {
  readonly file: string;
  /** To be held by whoever opens a transaction over several calls: the file has one connection for all. */
  readonly transactions = new Mutex();
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = openedId;
  #closing: Promise<void> | undefined;
  #ended: Problem | undefined;

  private constructor(worker: Worker, file: string) {
    this.#worker = worker;
    this.file = file;
    worker.on("message", (answer: Answer) => this.#settle(answer));
    worker.on("error", (error) => this.#end(`its thread failed: ${describeError(error)}`));
    worker.on("exit", () => this.#end("it is closed"));
  }

  /** Opens the file and makes it and its folder where they are missing. */
  static async open(options: SqliteOptions): Promise<SqliteConnection> {
    await makeFolder(options.file);
    const workerData: WorkerOptions = {
      file: options.file,
      maxPages: options.maxPages,
      checkpointPages: options.checkpointPages,
    };
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData, name: "sqlite" });
    const connection = new SqliteConnection(worker, options.file);
    await connection.#answerTo(openedId);
    return connection;
  }

  query(sql: string, values: readonly SqlValue[] = []): Promise<StatementResult> {
    return this.#call("query", { sql, values });
  }

  async all(sql: string, values: readonly SqlValue[] = []): Promise<readonly SqlRow[]> {
    return (await this.query(sql, values)).rows;
  }

  /** Gathers the numbers that queries answer into steps of time; [group, start of the step, value], again and again. */
  async fold(queries: readonly FoldedQuery[], fold: Fold, stepMs: number): Promise<Float64Array<ArrayBuffer>> {
    return (await this.#call("fold", { queries, fold, stepMs })).numbers;
  }

  /** Runs all statements in one transaction; answers how many rows changed. Packed numbers are given away, not copied. */
  async many(statements: readonly RepeatedStatement[]): Promise<number> {
    const packed = statements.flatMap((statement) => ("numbers" in statement ? [statement.numbers.buffer] : []));
    return (await this.#call("many", { statements }, packed)).changes;
  }

  async exec(sql: string): Promise<void> {
    await this.#call("exec", { sql });
  }

  /** Ends the open transaction without keeping it; does nothing where the failure has already ended it. */
  async rollback(): Promise<void> {
    await this.#call("rollback", {});
  }

  /** Waits for what was sent, closes the file and ends the thread. */
  close(): Promise<void> {
    this.#closing ??= this.#closeOnce();
    return this.#closing;
  }

  async #closeOnce(): Promise<void> {
    if (this.#ended !== undefined) return;
    const exit = once(this.#worker, "exit");
    await this.#call("close", {});
    await exit;
  }

  async #call<K extends Kind>(kind: K, request: Calls[K]["request"], transfer: ArrayBuffer[] = []): Promise<Calls[K]["answer"]> {
    if (this.#ended !== undefined) throw this.#ended;
    this.#lastId += 1;
    const answer = this.#answerTo(this.#lastId);
    this.#worker.postMessage({ id: this.#lastId, kind, ...request }, transfer);
    // The thread answers a request with the type of its kind (`serve` in worker.ts).
    return (await answer) as Calls[K]["answer"];
  }

  #answerTo(id: number): Promise<Calls[Kind]["answer"]> {
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.ok) waiting?.resolve(answer.answer);
    else waiting?.reject(storeError(this.file, answer.error));
  }

  #end(why: string): void {
    this.#ended ??= new Problem("store-unavailable", `The database cannot be used: ${why}`, { target: this.file });
    for (const waiting of this.#waiting.values()) waiting.reject(this.#ended);
    this.#waiting.clear();
  }
}

async function makeFolder(file: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
  } catch (error) {
    throw new Problem("store-unavailable", `The folder of the database cannot be made: ${describeError(error)}`, {
      target: file,
      advice: "Choose a data folder in which this user may write.",
      cause: error,
    });
  }
}
