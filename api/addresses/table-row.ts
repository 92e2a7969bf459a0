import type { AddressField, AddressRecord } from "../../model/addresses/address-register.ts";
import type { IpRange } from "../../model/addresses/ip-range.ts";

/** A record with the row of the table that it stands in; rows count as in a spreadsheet, the heading is row 1. */
export interface AddressTableRow {
  readonly row: number;
  readonly range: IpRange;
  readonly record: AddressRecord;
}

/** What the table calls a column. */
export type ColumnName = (field: AddressField) => string;
