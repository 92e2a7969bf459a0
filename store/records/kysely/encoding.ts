import { canonicalJson } from "../../../model/digest.ts";

/** Text of a value in a column. */
export function encode(value: unknown): string {
  return canonicalJson(value);
}

/** The same, with null for a value that is absent. */
export function encodeOptional(value: unknown): string | null {
  return value === undefined ? null : encode(value);
}

/** The value of a column's text. T holds because the columns are written by `encode` alone, from a value of that type. */
export function decode<T>(text: string): T {
  return JSON.parse(text) as T;
}

/**
 * Rows in one statement: composing one of more holds the calling thread noticeably. Its parameters stay far below SQLite's limit
 * of 32,766, too.
 */
export const maxRows = 100;

/** Slices for statements with several rows. */
export function* slices<T>(items: readonly T[], size: number = maxRows): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
