import { randomUUID } from "node:crypto";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { Instant } from "../../model/instant.ts";
import { type DropReason, maxDropExamples, type SpoolLimits, type SpoolReport, type SpoolStreamName } from "../../model/spool.ts";
import { describeItem } from "./describe-item.ts";

interface Held {
  items: number;
  bytes: number;
}

/** Rows that are dropped at once: enough to be quick, and one example of each such group is kept. */
const rowsAtOnce = 500;

/** One spool in one SQLite file; every call blocks its thread. */
export class SpoolFile {
  readonly id: string;
  readonly #database: DatabaseSync;
  readonly #limits: SpoolLimits;
  readonly #streams: Readonly<Record<SpoolStreamName, Stream>>;
  readonly #noteDropped: StatementSync;
  readonly #noteExample: StatementSync;
  readonly #trimExamples: StatementSync;

  constructor(file: string, limits: SpoolLimits) {
    const database = new DatabaseSync(file, { timeout: 5000 });
    // FULL: an append that was answered survives a power cut.
    database.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
    database.exec(schema);
    database.prepare("INSERT OR IGNORE INTO about VALUES ('spool-id', ?)").run(randomUUID());
    takeOverCount(database);
    this.#database = database;
    this.#limits = limits;
    this.id = String(database.prepare("SELECT value FROM about WHERE name = 'spool-id'").get()?.value);
    this.#streams = { observations: new Stream(database, "observations"), samples: new Stream(database, "samples") };
    this.#noteDropped = database.prepare(`INSERT INTO dropped (stream, reason, count, last_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (stream, reason) DO UPDATE SET count = count + excluded.count, last_at = excluded.last_at`);
    this.#noteExample = database.prepare("INSERT INTO examples (stream, reason, at, item) VALUES (?, ?, ?, ?)");
    this.#trimExamples = database.prepare("DELETE FROM examples WHERE id <= (SELECT max(id) FROM examples) - ?");
  }

  append(stream: SpoolStreamName, bodies: readonly string[], now: Instant): void {
    this.#inTransaction(() => {
      for (const body of bodies) this.#streams[stream].append(body);
      this.#makeRoom(now);
    });
  }

  oldest(stream: SpoolStreamName, limit: number): { seq: number; body: string }[] {
    return this.#streams[stream].oldest(limit);
  }

  forget(stream: SpoolStreamName, seq: number): void {
    this.#inTransaction(() => this.#streams[stream].forget(seq));
  }

  report(now: Instant): SpoolReport {
    // Almost always there is nothing to drop, and then nothing has to wait for the disk.
    if (this.#hasOld(now)) this.#inTransaction(() => this.#dropOld(now));
    const { observations, samples } = this.#streams;
    const ages = [observations.oldestAt(), samples.oldestAt()].flatMap((at) => at ?? []);
    return {
      limits: this.#limits,
      observations: observations.held.items,
      samples: samples.held.items,
      bytes: this.#bytes(),
      oldestAt: ages.length === 0 ? null : Math.min(...ages),
      // This class alone writes these tables.
      dropped: this.#rows(
        "SELECT stream, reason, count, last_at AS lastAt FROM dropped ORDER BY stream, reason",
      ) as SpoolReport["dropped"],
      examples: this.#rows("SELECT stream, reason, at, item FROM examples ORDER BY id DESC") as SpoolReport["examples"],
    };
  }

  close(): void {
    this.#database.close();
  }

  #rows(sql: string): unknown[] {
    return this.#database
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }));
  }

  #bytes(): number {
    return this.#streams.observations.held.bytes + this.#streams.samples.held.bytes;
  }

  #makeRoom(now: Instant): void {
    this.#dropOld(now);
    const { observations, samples } = this.#streams;
    const newest = this.#limits.whenFull === "drop-newest-samples";
    while (this.#bytes() > this.#limits.maxBytes && samples.held.items > 0) {
      this.#drop("samples", "full", now, newest ? samples.newest(rowsAtOnce) : samples.oldest(rowsAtOnce));
    }
    while (this.#bytes() > this.#limits.maxBytes && observations.held.items > 0) {
      this.#drop("observations", "full", now, observations.oldest(rowsAtOnce));
    }
  }

  #hasOld(now: Instant): boolean {
    const before = now - this.#limits.maxAgeMs;
    return Object.values(this.#streams).some((stream) => (stream.oldestAt() ?? now) < before);
  }

  #dropOld(now: Instant): void {
    const before = now - this.#limits.maxAgeMs;
    for (const name of ["observations", "samples"] as const) {
      const stream = this.#streams[name];
      while ((stream.oldestAt() ?? now) < before) {
        const rows = stream.oldest(rowsAtOnce);
        const young = rows.findIndex(({ body }) => momentOf(body) >= before);
        this.#drop(name, "too-old", now, young < 0 ? rows : rows.slice(0, young));
      }
    }
  }

  /** Drops rows until the spool fits, in the order in which they are given. */
  #drop(name: SpoolStreamName, reason: DropReason, now: Instant, rows: readonly { seq: number; body: string }[]): void {
    const stream = this.#streams[name];
    let count = 0;
    for (const { seq } of rows) {
      if (reason === "full" && this.#bytes() <= this.#limits.maxBytes) break;
      stream.remove(seq);
      count += 1;
    }
    const [first] = rows;
    if (first === undefined || count === 0) return;
    this.#noteDropped.run(name, reason, count, now);
    this.#noteExample.run(name, reason, momentOf(first.body), describeItem(first.body));
    this.#trimExamples.run(maxDropExamples);
  }

  #inTransaction(work: () => void): void {
    const before = [{ ...this.#streams.observations.held }, { ...this.#streams.samples.held }] as const;
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      work();
      this.#database.exec("COMMIT");
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      [this.#streams.observations.held, this.#streams.samples.held] = before;
      throw error;
    }
  }
}

/** AUTOINCREMENT: a sequence number is never used again, even when everything was forgotten. */
const schema = `
  CREATE TABLE IF NOT EXISTS observations (seq INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS samples (seq INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS dropped (
    stream TEXT NOT NULL, reason TEXT NOT NULL, count INTEGER NOT NULL, last_at INTEGER NOT NULL, PRIMARY KEY (stream, reason)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS examples (
    id INTEGER PRIMARY KEY AUTOINCREMENT, stream TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL, item TEXT NOT NULL
  ) STRICT;
`;

/** Spools of release 0.1 counted in one number, without the time. */
function takeOverCount(database: DatabaseSync): void {
  database.exec(`
    INSERT INTO dropped SELECT 'samples', 'full', CAST(value AS INTEGER), 0 FROM about
      WHERE name = 'dropped' AND CAST(value AS INTEGER) > 0 ON CONFLICT DO NOTHING;
    DELETE FROM about WHERE name = 'dropped';
  `);
}

function momentOf(body: string): Instant {
  const item: unknown = JSON.parse(body);
  return typeof item === "object" && item !== null && "at" in item && typeof item.at === "number" ? item.at : 0;
}

/** One table of the spool, with what it holds counted along. */
class Stream {
  held: Held;
  readonly #append: StatementSync;
  readonly #oldest: StatementSync;
  readonly #newest: StatementSync;
  readonly #forget: StatementSync;
  readonly #remove: StatementSync;

  constructor(database: DatabaseSync, name: SpoolStreamName) {
    this.#append = database.prepare(`INSERT INTO ${name} (body) VALUES (?) RETURNING octet_length(body) AS bytes`);
    this.#oldest = database.prepare(`SELECT seq, body FROM ${name} ORDER BY seq LIMIT ?`);
    this.#newest = database.prepare(`SELECT seq, body FROM ${name} ORDER BY seq DESC LIMIT ?`);
    this.#forget = database.prepare(`DELETE FROM ${name} WHERE seq <= ? RETURNING octet_length(body) AS bytes`);
    this.#remove = database.prepare(`DELETE FROM ${name} WHERE seq = ? RETURNING octet_length(body) AS bytes`);
    const row = database.prepare(`SELECT count(*) AS items, coalesce(sum(octet_length(body)), 0) AS bytes FROM ${name}`).get();
    this.held = { items: Number(row?.items), bytes: Number(row?.bytes) };
  }

  append(body: string): void {
    this.held.bytes += Number(this.#append.get(body)?.bytes);
    this.held.items += 1;
  }

  oldest(limit: number): { seq: number; body: string }[] {
    return this.#oldest.all(limit).map((row) => ({ seq: Number(row.seq), body: String(row.body) }));
  }

  newest(limit: number): { seq: number; body: string }[] {
    return this.#newest.all(limit).map((row) => ({ seq: Number(row.seq), body: String(row.body) }));
  }

  oldestAt(): Instant | undefined {
    const [first] = this.oldest(1);
    return first === undefined ? undefined : momentOf(first.body);
  }

  forget(seq: number): void {
    this.#take(this.#forget.all(seq));
  }

  remove(seq: number): void {
    this.#take(this.#remove.all(seq));
  }

  #take(rows: readonly Record<string, unknown>[]): void {
    for (const { bytes } of rows) this.held.bytes -= Number(bytes);
    this.held.items -= rows.length;
  }
}
