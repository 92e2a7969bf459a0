import type { AddressField, AddressRecord } from "../../model/addresses/address-register.ts";
import type { IpRange } from "../../model/addresses/ip-range.ts";
import type { Bilingual } from "../../model/language.ts";
import { addressFieldNames } from "../../model/messages/addresses.ts";
import type { ImportRowError } from "../contract/attestations.ts";

/** A record with the row of the table that it stands in; rows count as in a spreadsheet, the heading is row 1. */
export interface AddressTableRow {
  readonly row: number;
  readonly range: IpRange;
  readonly record: AddressRecord;
}

export const longestText = 200;

/** An error of a row, its column named as the heading names it. */
export function rowError(row: number, field: AddressField, value: string, message: Bilingual): ImportRowError {
  return { row, column: addressFieldNames[field]["zh-CN"], value: value.slice(0, longestText), message };
}
