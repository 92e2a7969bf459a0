import type { ProposalDetail } from "../../../../api/contract/discovery.ts";
import { isPartOfText, type SignalReading, type WordAt } from "../../../../model/discovery/doubts.ts";
import type { TableFindings, UnitFindings } from "../../../../model/discovery/findings.ts";
import { bitSignals, guessesOf, isBit } from "../../../../model/discovery/suggestion.ts";
import type { ReadValues } from "../../../../model/discovery/task.ts";
import type { RegisterTable } from "../../../../model/protocols/modbus/endpoint.ts";

/** One value as a person would have it read. */
export interface SignalDraft extends SignalReading {
  readonly key: string;
  readonly use: boolean;
  readonly id: string;
  readonly unit: string;
  /** Every register of it was 0 when it was found. */
  readonly isZero: boolean;
}

const mostUsed = 40;

/** A draft for each register of the findings, read as it was guessed; what tells nothing is there and not used. */
export function draftsOf(tables: readonly TableFindings[]): readonly SignalDraft[] {
  const drafts = tables.flatMap((found) => (isBit(found.table) ? bitDrafts(found) : registerDrafts(found)));
  const used = new Set(drafts.filter(({ use }) => use).slice(0, mostUsed));
  return drafts.map((draft) => ({ ...draft, use: used.has(draft) }));
}

function registerDrafts(found: TableFindings): SignalDraft[] {
  const { table } = found;
  const wordAt = wordsOf([found], [], null);
  return guessesOf(found).map(({ type, wordOrder, reason, pair: { address } }) => ({
    ...identified(table, address),
    type,
    wordOrder,
    use: reason !== "zero" && !isPartOfText({ table, address }, wordAt),
    isZero: reason === "zero",
  }));
}

function bitDrafts(found: TableFindings): SignalDraft[] {
  return bitSignals(found).map(({ table, address }) => ({
    ...identified(table, address),
    type: "bool",
    wordOrder: "big",
    use: true,
    isZero: false,
  }));
}

function identified(table: RegisterTable, address: number) {
  const key = `${table}-${address}`;
  return { key, id: key, table, address, unit: "" };
}

/** The signals that are used, in the form of inventory files. */
export function chosenSignals(drafts: readonly SignalDraft[]) {
  return drafts
    .filter(({ use }) => use)
    .map(({ id, table, address, type, wordOrder, unit }) => ({
      id,
      table,
      address,
      type,
      wordOrder,
      ...(unit.trim() === "" ? {} : { unit: unit.trim() }),
    }));
}

export interface Read {
  readonly table: RegisterTable;
  readonly address: number;
  readonly count: number;
}

const mostReads = 8;
const mostPerRead = { bit: 125, register: 125 } as const;

/** The reads that bring every used value again, and its neighbours by which a wrong address shows. */
export function readsFor(drafts: readonly SignalDraft[], tables: readonly TableFindings[]): readonly Read[] {
  const reads = tables.flatMap((found) => found.ranges.flatMap(({ first, values }) => slicesOf(found, first, values.length)));
  const isWanted = ({ table, address, count }: Read) =>
    drafts.some(
      (draft) => draft.use && draft.table === table && draft.address >= address - 1 && draft.address <= address + count,
    );
  return reads.filter(isWanted).slice(0, mostReads);
}

function slicesOf({ table, mostPerRead: own = 125 }: TableFindings, first: number, length: number): Read[] {
  const most = Math.min(own, isBit(table) ? mostPerRead.bit : mostPerRead.register);
  const starts = Array.from({ length: Math.ceil(length / most) }, (_, index) => index * most);
  return starts.map((start) => ({ table, address: first + start, count: Math.min(most, length - start) }));
}

/** What stands at an address: read last by the preview, else by the look that found it. */
export function wordsOf(tables: readonly TableFindings[], reads: readonly Read[], live: ReadValues | null): WordAt {
  const words = new Map<string, number>();
  const put = (table: RegisterTable, first: number, values: readonly number[]): void => {
    for (const [index, word] of values.entries()) words.set(`${table} ${first + index}`, word);
  };
  for (const { table, ranges } of tables) for (const { first, values } of ranges) put(table, first, values);
  for (const [number, { table, address }] of reads.entries()) put(table, address, live?.values[number] ?? []);
  return (table, address) => words.get(`${table} ${address}`);
}

/** The unit of a proposal that was looked at. */
export function unitOf({ findings }: ProposalDetail): UnitFindings | undefined {
  return findings?.protocol === "modbus" ? findings.units[0] : undefined;
}
