import type { AddressField, AddressRecord } from "../../model/addresses/address-register.ts";
import type { IpRange } from "../../model/addresses/ip-range.ts";
import type { Bilingual } from "../../model/language.ts";
import type { ImportRowError } from "../contract/attestations.ts";

/** A record with the row of the table that it stands in; rows count as in a spreadsheet, the heading is row 1. */
export interface AddressTableRow {
  readonly row: number;
  readonly range: IpRange;
  readonly record: AddressRecord;
}

export const longestText = 200;

/** What the table calls a column. */
export type ColumnName = (field: AddressField) => string;

/** An error of a row, its column named as the table's own heading names it. */
export function rowError(row: number, column: string, value: string, message: Bilingual): ImportRowError {
  return { row, column, value: value.slice(0, longestText), message };
}
