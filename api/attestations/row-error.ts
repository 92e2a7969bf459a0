import type { Bilingual } from "../../model/language.ts";
import type { ImportRowError } from "../contract/attestations.ts";

/** Characters of a wrong cell that are told back. */
export const longestText = 200;

/** An error of a row, its column named as the table's own heading names it. */
export function rowError(row: number, column: string, value: string, message: Bilingual): ImportRowError {
  return { row, column, value: value.slice(0, longestText), message };
}

/** What the heading calls a column; one that it lacks is named in both languages, since either may be the reader's. */
export function columnTitle(own: string | undefined, [zh, en]: readonly [zh: string, en: string, ...string[]]): string {
  return own === undefined || own === "" ? `${zh} / ${en}` : own;
}
