import type { Instant } from "../../model/instant.ts";
import type { RegisterTable } from "../../model/protocols/modbus/endpoint.ts";
import { encodeText, encodeWords, shiftUp, wordCount } from "./encoding.ts";
import { exceptions, ModbusException } from "./exception.ts";
import { type Register, rawValue } from "./register-map.ts";

export const tableLength = 65_536;

/** Addresses from 0 up to this number that answer 0 where the map has nothing; beyond them illegal data address. */
export type ZeroFilled = Readonly<Partial<Record<RegisterTable, number>>>;

export interface BankOptions {
  /** Later ones lie over earlier ones. */
  readonly registers: readonly Register[];
  readonly zeroFilled: ZeroFilled;
  readonly seed: number;
  readonly unit: number;
}

type Cell = (at: Instant) => number;

/** The four tables of one unit. What is read follows from seed and time, until somebody writes. */
export class RegisterBank {
  readonly #cells = new Map<string, Cell>();
  readonly #written = new Map<string, number>();
  readonly #zeroFilled: ZeroFilled;

  constructor({ registers, zeroFilled, seed, unit }: BankOptions) {
    this.#zeroFilled = zeroFilled;
    for (const register of registers) this.#lay(register, seed, unit);
  }

  /**
   * Words, or bits as 0 and 1.
   * @throws ModbusException illegal data address, where one of them does not exist
   */
  read(table: RegisterTable, address: number, count: number, at: Instant): readonly number[] {
    return Array.from({ length: count }, (_, index) => this.#readOne(table, address + index, at));
  }

  /**
   * Replaces words or bits; they then stay as written.
   * @throws ModbusException illegal data address; nothing is written then
   */
  write(table: RegisterTable, address: number, values: readonly number[]): void {
    for (const index of values.keys()) this.#require(table, address + index);
    for (const [index, value] of values.entries()) this.#written.set(keyOf(table, address + index), value);
  }

  /** Changes one place as a person at the device would: the lowest bit turns, and turns back when done again. */
  toggle(table: RegisterTable, address: number, at: Instant): void {
    this.#written.set(keyOf(table, address), this.#readOne(table, address, at) ^ 1);
  }

  #lay(register: Register, seed: number, unit: number): void {
    const { table, address } = register;
    const words = isBitTable(table) ? bitCells(register, seed, unit) : wordCells(register, seed, unit);
    for (const [index, { cell, owned }] of words.entries()) {
      const key = keyOf(table, address + index);
      const below = this.#cells.get(key);
      // A single bit or a masked value leaves the others of its register to what lies there already.
      const shared = owned !== allBits && below !== undefined;
      this.#cells.set(key, shared ? (at) => (below(at) & ~owned & allBits) | (cell(at) & owned) : cell);
    }
  }

  #readOne(table: RegisterTable, address: number, at: Instant): number {
    this.#require(table, address);
    const key = keyOf(table, address);
    return this.#written.get(key) ?? this.#cells.get(key)?.(at) ?? 0;
  }

  #require(table: RegisterTable, address: number): void {
    const known = this.#cells.has(keyOf(table, address)) || address < (this.#zeroFilled[table] ?? 0);
    if (!known || address >= tableLength) throw new ModbusException(exceptions.illegalDataAddress);
  }
}

interface Part {
  readonly cell: Cell;
  /** The bits of the register that belong to the value. */
  readonly owned: number;
}

const allBits = 0xffff;

function bitCells(register: Register, seed: number, unit: number): readonly Part[] {
  const raw = rawValue(register, seed, unit);
  return [{ cell: (at) => (raw(at) === 0 ? 0 : 1), owned: allBits }];
}

function wordCells(register: Register, seed: number, unit: number): readonly Part[] {
  const { type, registers = 1, bit } = register;
  if (type === "string") {
    const words = encodeText(register.moves === "text" ? register.text : "", registers, register);
    return words.map((word) => ({ cell: () => word, owned: allBits }));
  }
  const mask = bit === undefined ? register.mask : 1 << bit;
  const raw = rawValue(register, seed, unit);
  // A bit is laid as the number that it makes alone in its register.
  const number = type === "bool" && bit !== undefined ? "uint16" : type;
  const value = (at: Instant) => (mask === undefined ? raw(at) : shiftUp(raw(at), mask));
  const owned = mask === undefined ? undefined : encodeWords(mask, number, register);
  return Array.from({ length: wordCount(number) }, (_, index) => ({
    cell: (at) => encodeWords(value(at), number, register)[index] ?? 0,
    owned: owned?.[index] ?? allBits,
  }));
}

function keyOf(table: RegisterTable, address: number): string {
  return `${table} ${address}`;
}

function isBitTable(table: RegisterTable): boolean {
  return table === "coil" || table === "discrete-input";
}
