import type { RegisterTable } from "../../../model/protocols/modbus/endpoint.ts";

/** Registers (or bits) that lie together in one table. Addresses count from 0. */
export interface Span {
  readonly table: RegisterTable;
  readonly address: number;
  readonly count: number;
}

/** One read and what it is read for. */
export interface PlannedRead<Item extends Span> extends Span {
  readonly items: readonly Item[];
}

export interface ReadLimits {
  readonly maxRegistersPerRead: number;
  readonly fillGaps: boolean;
}

/** Modbus 1.1b3, 6.1: what one read of bits may ask for. */
const mostBits = 2000;

/** How much one read of a table may ask for, under a device's own limit in registers. */
export function mostPerRead(table: RegisterTable, maxRegistersPerRead: number): number {
  const bits = table === "coil" || table === "discrete-input";
  return bits ? Math.min(mostBits, maxRegistersPerRead * 16) : maxRegistersPerRead;
}

/**
 * The fewest reads, in ascending order, that cover all items: neighbours are joined, gaps are read along where that is allowed,
 * and no read exceeds the limit. An item is never split; one that is wider than the limit is left out.
 */
export function planReads<Item extends Span>(items: readonly Item[], limits: ReadLimits): readonly PlannedRead<Item>[] {
  const reads: PlannedRead<Item>[] = [];
  for (const item of items.filter((each) => fits(each, limits)).toSorted(byPlace)) {
    const last = reads.at(-1);
    const joined = last === undefined ? undefined : join(last, item, limits);
    if (joined === undefined) reads.push({ table: item.table, address: item.address, count: item.count, items: [item] });
    else reads[reads.length - 1] = joined;
  }
  return reads;
}

function fits({ table, address, count }: Span, { maxRegistersPerRead }: ReadLimits): boolean {
  return count <= mostPerRead(table, maxRegistersPerRead) && address + count <= 65_536;
}

function byPlace(a: Span, b: Span): number {
  return a.table.localeCompare(b.table) || a.address - b.address || a.count - b.count;
}

function join<Item extends Span>(read: PlannedRead<Item>, item: Item, limits: ReadLimits): PlannedRead<Item> | undefined {
  const end = Math.max(read.address + read.count, item.address + item.count);
  const count = end - read.address;
  const gap = item.address - (read.address + read.count);
  if (read.table !== item.table || (gap > 0 && !limits.fillGaps)) return undefined;
  if (count > mostPerRead(read.table, limits.maxRegistersPerRead)) return undefined;
  return { ...read, count, items: [...read.items, item] };
}

/** The part of a read's values that belongs to one of its items. */
export function valuesOf(read: Span, item: Span, values: readonly number[]): readonly number[] {
  return values.slice(item.address - read.address, item.address - read.address + item.count);
}

/** Cuts a span into pieces that each fit into one read. */
export function splitSpan<Item extends Span>(item: Item, maxRegistersPerRead: number): readonly Item[] {
  const most = mostPerRead(item.table, maxRegistersPerRead);
  return Array.from({ length: Math.ceil(item.count / most) }, (_, index) => ({
    ...item,
    address: item.address + index * most,
    count: Math.min(most, item.count - index * most),
  }));
}
