import type { Fold, FoldedQuery } from "./fold.ts";

/** What the caller and the thread that owns the file say to each other. Every request has one answer. */

export type SqlValue = string | number | bigint | null | Uint8Array;
export type SqlRow = Readonly<Record<string, SqlValue>>;

export interface Statement {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

export interface StatementResult {
  readonly rows: readonly SqlRow[];
  /** Rows changed; 0 for a statement that only reads. */
  readonly changes: number;
  readonly lastInsertRowid: number | bigint;
}

/** One statement run once for every row. Numbers travel packed, `width` to a row, so that large batches cost no copies. */
export type RepeatedStatement =
  | { readonly sql: string; readonly rows: readonly (readonly SqlValue[])[] }
  | { readonly sql: string; readonly width: number; readonly numbers: Float64Array<ArrayBuffer> };

export interface Folded {
  /** [group, start of the step, value], again and again. */
  readonly numbers: Float64Array<ArrayBuffer>;
}

export interface Calls {
  /** One statement, in the transaction that is open or in its own. */
  query: { request: Statement; answer: StatementResult };
  /** Queries whose numbers are gathered into steps of time before they travel; see `StepFold` for the packed result. */
  fold: { request: { readonly queries: readonly FoldedQuery[]; readonly fold: Fold; readonly stepMs: number }; answer: Folded };
  /** All statements in one transaction of their own. */
  many: { request: { readonly statements: readonly RepeatedStatement[] }; answer: { readonly changes: number } };
  /** SQL text of any number of statements without values. */
  exec: { request: { readonly sql: string }; answer: null };
  /** Rolls back the open transaction, if the failure has not already done so. */
  rollback: { request: Record<never, never>; answer: null };
  close: { request: Record<never, never>; answer: null };
}
export type Kind = keyof Calls;

export type Request = { readonly [K in Kind]: { readonly id: number; readonly kind: K } & Calls[K]["request"] }[Kind];
export type Answer =
  | { readonly id: number; readonly ok: true; readonly answer: Calls[Kind]["answer"] }
  | { readonly id: number; readonly ok: false; readonly error: Failure };

export interface Failure {
  readonly message: string;
  /** SQLite's extended result code; absent where the failure is not SQLite's. */
  readonly errcode: number | undefined;
}

/** The id of the answer that the thread gives of its own accord once the file is open, or could not be opened. */
export const openedId = 0;

export interface WorkerOptions {
  readonly file: string;
  /** Ceiling of the file in pages of 4096 bytes; a write beyond it fails as on a full disk. */
  readonly maxPages: number | undefined;
  /** Pages in the write-ahead log before it is copied back; more makes writes all over the file cheaper. */
  readonly checkpointPages: number | undefined;
}
