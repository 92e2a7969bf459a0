import { rangeText } from "../../model/addresses/ip-range.ts";
import { rowError } from "../attestations/row-error.ts";
import type { ImportRowError } from "../contract/attestations.ts";
import type { AddressTableRow } from "./table-row.ts";

/** Rows of the same range, or that cut into another; a range inside another is how addresses are handed on. */
export function overlapErrors(rows: readonly AddressTableRow[], column: string): readonly ImportRowError[] {
  const sorted = rows.toSorted(byPlace);
  const open: AddressTableRow[] = [];
  return sorted.flatMap((next) => {
    while (isBefore(open.at(-1), next)) open.pop();
    const around = open.at(-1);
    open.push(next);
    if (around === undefined) return [];
    const { first, last } = around.range;
    if (first === next.range.first && last === next.range.last) return [error(next, around, same, column)];
    return last < next.range.last ? [error(next, around, crossing, column)] : [];
  });
}

/** By first address, the wider before the narrower, then by row. */
export function byPlace(a: AddressTableRow, b: AddressTableRow): number {
  return compare(a.range.first, b.range.first) || compare(b.range.last, a.range.last) || a.row - b.row;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b);
}

function isBefore(earlier: AddressTableRow | undefined, next: AddressTableRow): boolean {
  return earlier !== undefined && earlier.range.last < next.range.first;
}

type Words = (other: AddressTableRow) => ImportRowError["message"];
const same: Words = ({ row }) => ({ "zh-CN": `与第 ${row} 行的地址相同。`, en: `Row ${row} has the same address.` });
const crossing: Words = ({ row, range }) => ({
  "zh-CN": `与第 ${row} 行的地址段 ${rangeText(range)} 交叉；地址段之间只能互不相交或整段包含。`,
  en: `It cuts into the range ${rangeText(range)} of row ${row}; ranges must lie apart, or one inside the other.`,
});

function error(at: AddressTableRow, other: AddressTableRow, words: Words, column: string): ImportRowError {
  return rowError(at.row, column, rangeText(at.range), words(other));
}
