import type { RegisterTable } from "../../../../model/protocols/modbus/endpoint.ts";
import { BudgetSpent } from "../../budget-gate.ts";
import { exceptions } from "../answers.ts";
import type { Conversation } from "../conversation.ts";
import { ModbusFailure } from "../errors.ts";
import { readRequest } from "../functions.ts";
import { mostPerRead } from "../plan.ts";

/** Addresses that answer together. */
export interface ReadableRange {
  readonly first: number;
  readonly last: number;
  /** Values from `first` on; beyond them the range was only sampled on the way to its end. */
  readonly values: readonly number[];
}

/** What was found of one table, and why the search ended. */
export interface TableSearch {
  readonly table: RegisterTable;
  readonly ranges: readonly ReadableRange[];
  readonly ended: "searched" | "no-function" | "no-answer" | "busy" | "budget";
  /** The most that one read may ask for, where the device takes less than the protocol allows. */
  readonly mostPerRead?: number;
}

/** Where makers let their maps begin, and the places of old "40001" habits. */
const usualStarts = [0, 1, 100, 200, 300, 400, 500, 1000, 2000, 3000, 4000, 5000, 8192, 10_000, 20_000, 30_000, 40_000];
/** Distances over which a gap between two ranges is crossed. */
const gapSteps = [1, 2, 3, 4, 6, 8, 12, 16];
/** Values read of one range: more of the same say nothing new of a device. */
const mostValues = { bit: 256, register: 250 } as const;
const mostRanges = 12;
const lastAddress = 65_535;
const firstStep = 8;

/** Ends the search of a table, or of the device where it says that it is busy. */
class SearchEnd extends Error {
  readonly ended: TableSearch["ended"];

  constructor(ended: TableSearch["ended"]) {
    super(ended);
    this.ended = ended;
  }
}

/**
 * Finds what one table lets be read, by reads alone: usual starts, growing steps, halving at the end of a range, a few steps over
 * a gap. It stops at its share of the budget.
 * @throws ModbusFailure where the connection or the unit is gone
 */
export async function searchTable(conversation: Conversation, table: RegisterTable, share: number): Promise<TableSearch> {
  const search = new Search(conversation, table, share);
  const ended = await search.run().then(
    () => "searched" as const,
    (error: unknown) => endOf(error),
  );
  const limited = search.mostPerRead < mostPerRead(table, conversation.endpoint.quirks.maxRegistersPerRead);
  return { table, ranges: search.ranges, ended, ...(limited ? { mostPerRead: search.mostPerRead } : {}) };
}

function endOf(error: unknown): TableSearch["ended"] {
  if (error instanceof SearchEnd) return error.ended;
  if (error instanceof BudgetSpent) return "budget";
  if (error instanceof ModbusFailure && error.failure === "no-answer") return "no-answer";
  throw error;
}

interface GrowingRange {
  first: number;
  last: number;
  values: number[];
}

class Search {
  readonly ranges: GrowingRange[] = [];
  readonly #conversation: Conversation;
  readonly #table: RegisterTable;
  readonly #isBit: boolean;
  #left: number;
  /** Lowered where the device finds the quantity of a read illegal (exception 3) and not its addresses. */
  mostPerRead: number;
  /** False until one register alone was answered: some devices refuse half of a 32-bit value. */
  #singlesWork = false;

  constructor(conversation: Conversation, table: RegisterTable, share: number) {
    this.#conversation = conversation;
    this.#table = table;
    this.#isBit = table === "coil" || table === "discrete-input";
    this.#left = share;
    this.mostPerRead = mostPerRead(table, conversation.endpoint.quirks.maxRegistersPerRead);
  }

  async run(): Promise<void> {
    for (const start of usualStarts) {
      if (this.#covers(start)) continue;
      let begin = await this.#begin(start);
      while (begin !== undefined && this.ranges.length < mostRanges) begin = await this.#beyond(await this.#follow(begin));
    }
  }

  #covers(address: number): boolean {
    return this.ranges.some(({ first, last }) => first <= address && address <= last);
  }

  /** A new range that begins to be known at this address, or undefined where nothing answers. */
  async #begin(address: number): Promise<GrowingRange | undefined> {
    if (address > lastAddress || this.#covers(address)) return undefined;
    const single = await this.#read(address, 1);
    this.#singlesWork ||= single !== undefined;
    const values = single ?? (this.#singlesWork || this.#isBit ? undefined : await this.#read(address, 2));
    if (values === undefined) return undefined;
    const range = { first: address, last: address + values.length - 1, values: [...values] };
    this.ranges.push(range);
    return range;
  }

  async #follow(range: GrowingRange): Promise<GrowingRange> {
    if (range.first > 0) await this.#extend(range, "down", 2);
    await this.#extend(range, "up", firstStep);
    if (range.values.length >= this.#mostValues) await this.#findEnd(range);
    return range;
  }

  /** Reads on in steps that double until one is refused, and halve between what was answered and that. */
  async #extend(range: GrowingRange, direction: "up" | "down", begin: number): Promise<void> {
    let refused = Number.POSITIVE_INFINITY;
    let step = begin;
    while (range.values.length < this.#mostValues) {
      const room = Math.min(this.#room(range, direction), refused - 1, this.#mostValues - range.values.length);
      const halved = Number.isFinite(refused) ? Math.floor(refused / 2) : step;
      const count = Math.min(halved, this.mostPerRead, room);
      if (count < 1) return;
      const values = await this.#read(direction === "up" ? range.last + 1 : range.first - count, count);
      if (values !== undefined) {
        grow(range, direction, values);
        refused -= count;
        step *= 2;
      } else if (count <= this.mostPerRead) refused = count;
    }
  }

  /** Addresses between a range and the next known one, or the end of the table. */
  #room({ first, last }: GrowingRange, direction: "up" | "down"): number {
    if (direction === "up") {
      return (
        Math.min(lastAddress + 1, ...this.ranges.filter((other) => other.first > last).map((other) => other.first)) - last - 1
      );
    }
    return first - Math.max(-1, ...this.ranges.filter((other) => other.last < first).map((other) => other.last)) - 1;
  }

  /** The end of a range that is too long to be read: single addresses in doubling steps, then halved. */
  async #findEnd(range: GrowingRange): Promise<void> {
    let refused = Number.POSITIVE_INFINITY;
    let step = range.values.length;
    while (refused - range.last > 1 && range.last < lastAddress) {
      const ahead = Number.isFinite(refused) ? Math.floor((range.last + refused) / 2) : range.last + step;
      const address = Math.min(ahead, lastAddress);
      if ((await this.#read(address, 1)) !== undefined) range.last = address;
      else refused = address;
      step *= 2;
    }
  }

  /** The next range within a small gap. */
  async #beyond({ last }: GrowingRange): Promise<GrowingRange | undefined> {
    for (const step of gapSteps) {
      const range = await this.#begin(last + 1 + step);
      if (range !== undefined) return range;
    }
    return undefined;
  }

  get #mostValues(): number {
    return this.#isBit ? mostValues.bit : mostValues.register;
  }

  async #read(address: number, count: number): Promise<readonly number[] | undefined> {
    if (this.#left <= 0) throw new SearchEnd("budget");
    this.#left -= 1;
    const answer = await this.#conversation.read(readRequest(this.#table, address, count), { guessed: true });
    const { exception } = answer;
    if (exception === exceptions.illegalFunction) throw new SearchEnd("no-function");
    if (exception === exceptions.illegalValue && count > firstStep) this.mostPerRead = Math.floor(count / 2);
    // Acknowledge (5) and busy (6): the device has other things to do (Modbus 1.1b3, 7).
    if (exception === 5 || exception === 6) throw new SearchEnd("busy");
    return answer.exception === undefined ? answer.data : undefined;
  }
}

function grow(range: GrowingRange, direction: "up" | "down", values: readonly number[]): void {
  if (direction === "up") {
    range.values.push(...values);
    range.last += values.length;
  } else {
    range.values.unshift(...values);
    range.first -= values.length;
  }
}
