import { Problem } from "../../model/problem.ts";
import type { Failure } from "./protocol.ts";

/** A refusal of SQLite itself; `errcode` is its extended result code (1555 a second primary key, 787 a foreign key, …). */
export class SqliteError extends Error {
  readonly errcode: number | undefined;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = "SqliteError";
    this.errcode = failure.errcode;
  }
}

/** Primary result codes (https://sqlite.org/rescode.html) that speak of the file or its disk, not of the statement. */
const full = 13;
const unavailable = new Set([
  5 /* busy */, 6 /* locked */, 8 /* readonly */, 10 /* ioerr */, 11 /* corrupt */, 14 /* cantopen */, 26 /* notadb */,
]);

/** Turns a failure into what the ports promise: `store-full` and `store-unavailable`; anything else stays a SqliteError. */
export function storeError(file: string, failure: Failure): Problem | SqliteError {
  const cause = new SqliteError(failure);
  const primary = failure.errcode === undefined ? undefined : failure.errcode & 0xff;
  if (primary === full) {
    return new Problem("store-full", `The database cannot grow: ${failure.message}`, {
      target: file,
      advice: "Make room on the disk that holds the file; nothing of the last call was kept.",
      cause,
    });
  }
  if (primary !== undefined && unavailable.has(primary)) {
    return new Problem("store-unavailable", `The database does not answer: ${failure.message}`, {
      target: file,
      advice: "Check that the folder exists and is writable and that no other program holds the file.",
      cause,
    });
  }
  return cause;
}
