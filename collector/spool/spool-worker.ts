import { randomUUID } from "node:crypto";
import { statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";

export type StreamName = "observations" | "samples";

export type SpoolCall =
  | { readonly do: "open" | "state" | "close" }
  | { readonly do: "append"; readonly stream: StreamName; readonly bodies: readonly string[] }
  | { readonly do: "oldest"; readonly stream: StreamName; readonly limit: number }
  | { readonly do: "forget"; readonly stream: StreamName; readonly seq: number };

export interface SpoolAnswer {
  readonly id: number;
  readonly value: {
    readonly spoolId?: string;
    readonly rows?: readonly { readonly seq: number; readonly body: string }[];
    readonly state?: { readonly items: number; readonly bytes: number; readonly dropped: number };
  };
  readonly error?: { readonly code: string; readonly message: string };
}

const { file, maxSamples } = workerData as { file: string; maxSamples: number };
const database = new DatabaseSync(file, { timeout: 5000 });
// FULL: an append that was answered survives a power cut.
database.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
// AUTOINCREMENT: a sequence number is never used again, even when everything was forgotten.
database.exec(`
  CREATE TABLE IF NOT EXISTS observations (seq INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS samples (seq INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
`);
database.prepare("INSERT OR IGNORE INTO about VALUES ('spool-id', ?), ('dropped', '0')").run(randomUUID());

const statements = {
  observations: prepareStream("observations"),
  samples: prepareStream("samples"),
};

function prepareStream(name: StreamName) {
  return {
    append: database.prepare(`INSERT INTO ${name} (body) VALUES (?)`),
    oldest: database.prepare(`SELECT seq, body FROM ${name} ORDER BY seq LIMIT ?`),
    forget: database.prepare(`DELETE FROM ${name} WHERE seq <= ?`),
    // Rows are added at the end and removed from the front only, so the ends tell the count without a scan.
    span: database.prepare(`SELECT (SELECT min(seq) FROM ${name}) AS first, (SELECT max(seq) FROM ${name}) AS last`),
  };
}

function about(name: string): string {
  return String(database.prepare("SELECT value FROM about WHERE name = ?").get(name)?.value ?? "");
}

function spanOf(stream: StreamName): { first: number; items: number } {
  const row = statements[stream].span.get();
  const first = Number(row?.first ?? 0);
  return { first, items: first === 0 ? 0 : Number(row?.last) - first + 1 };
}

function append(stream: StreamName, bodies: readonly string[]): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    for (const body of bodies) statements[stream].append.run(body);
    if (stream === "samples") dropOldestSamples();
    database.exec("COMMIT");
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/** Samples give way before observations do, oldest first, and every one that is lost is counted. */
function dropOldestSamples(): void {
  const { first, items } = spanOf("samples");
  const excess = items - maxSamples;
  if (excess <= 0) return;
  const { changes } = statements.samples.forget.run(first + excess - 1);
  database.prepare("UPDATE about SET value = CAST(value AS INTEGER) + ? WHERE name = 'dropped'").run(changes);
}

function state() {
  return {
    items: spanOf("observations").items + spanOf("samples").items,
    bytes: statSync(file).size,
    dropped: Number(about("dropped")),
  };
}

function answer(call: SpoolCall): SpoolAnswer["value"] {
  switch (call.do) {
    case "open":
      return { spoolId: about("spool-id") };
    case "append":
      append(call.stream, call.bodies);
      return {};
    case "oldest":
      return {
        rows: statements[call.stream].oldest.all(call.limit).map((row) => ({ seq: Number(row.seq), body: String(row.body) })),
      };
    case "forget":
      statements[call.stream].forget.run(call.seq);
      return {};
    case "state":
      return { state: state() };
    case "close":
      database.close();
      return {};
  }
}

const sqliteFull = 13;

parentPort?.on("message", (call: SpoolCall & { id: number }) => {
  try {
    parentPort?.postMessage({ id: call.id, value: answer(call) } satisfies SpoolAnswer);
  } catch (error) {
    const full = error instanceof Error && "errcode" in error && error.errcode === sqliteFull;
    const message = error instanceof Error ? error.message : String(error);
    parentPort?.postMessage({
      id: call.id,
      value: {},
      error: { code: full ? "spool-full" : "spool-unavailable", message },
    } satisfies SpoolAnswer);
  }
});
