import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import type { SqliteConnection } from "../../sqlite/connection.ts";
import type { SqlValue } from "../../sqlite/protocol.ts";

/**
 * Kysely on the thread that owns the file. Any number of Kysely instances may share one dialect: a transaction of one keeps the
 * others waiting, because the file has a single connection. Destroying an instance leaves the file open for the others.
 */
export class WorkerSqliteDialect implements Dialect {
  readonly #connection: SqliteConnection;

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  createAdapter(): DialectAdapter {
    return new TransactionalAdapter();
  }

  createDriver(): Driver {
    return new WorkerDriver(this.#connection);
  }

  createIntrospector(db: Kysely<unknown>): SqliteIntrospector {
    return new SqliteIntrospector(db);
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler();
  }
}

/** SQLite rolls schema changes back like any other; told so, the migrator leaves nothing half done. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class WorkerDriver implements Driver {
  readonly #connection: SqliteConnection;
  #release: (() => void) | undefined;

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    this.#release = await this.#connection.transactions.acquire();
    return new WorkerConnection(this.#connection);
  }

  async releaseConnection(): Promise<void> {
    this.#release?.();
    this.#release = undefined;
  }

  /** Immediate: a transaction that began as a reader cannot be refused at its first write. */
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("commit"));
  }

  /** A full disk has already rolled the transaction back, which a plain `rollback` would report as an error of its own. */
  async rollbackTransaction(): Promise<void> {
    await this.#connection.rollback();
  }

  async destroy(): Promise<void> {}
}

class WorkerConnection implements DatabaseConnection {
  readonly #connection: SqliteConnection;

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const result = await this.#connection.query(query.sql, query.parameters.map(toSqlValue));
    return {
      // Kysely's own contract: R is the row type that the compiled query selects.
      rows: result.rows as unknown as R[],
      insertId: BigInt(result.lastInsertRowid),
      numAffectedRows: BigInt(result.changes),
    };
  }

  /** Rows come in one piece: what this program selects is bounded. */
  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query);
  }
}

function toSqlValue(value: unknown): SqlValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "string" || typeof value === "number" || typeof value === "bigint" || value instanceof Uint8Array)
    return value;
  throw new TypeError(`A value of type ${typeof value} cannot be bound to an SQL statement`);
}
