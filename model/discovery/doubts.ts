import { decodeSignal } from "../protocols/modbus/decode-signal.ts";
import type { ModbusSignal } from "../protocols/modbus/endpoint.ts";
import { isMeasured } from "../protocols/modbus/guess.ts";
import { widthOf } from "../protocols/modbus/width.ts";

/** How a person would have a value read. */
export type SignalReading = Pick<ModbusSignal, "table" | "address" | "type" | "wordOrder">;

/**
 * What speaks against a reading, by the values that are there now: no value at the address, not a number, everyday only in the other
 * word order, everyday only one register before or after, a float read as an integer or the other way round, a negative value read
 * without its sign, part of a text, registers of another signal.
 */
export type Doubt =
  | "no-value"
  | "no-number"
  | "other-order"
  | "one-before"
  | "one-after"
  | "is-float"
  | "no-float"
  | "is-negative"
  | "is-text"
  | "lies-over";

/** The register or bit at an address; undefined where none was read. */
export type WordAt = (table: ModbusSignal["table"], address: number) => number | undefined;

/** Doubts about one reading, the most telling first. */
export function doubtsOf(reading: SignalReading, wordAt: WordAt): readonly Doubt[] {
  const words = wordsOf(reading, wordAt);
  if (words === undefined) return ["no-value"];
  const value = decode(reading, words);
  if (value === undefined) return floatElsewhere(reading, wordAt) ?? ["no-number"];
  if (reading.type === "float32") return doubtsOfFloat(reading, words, wordAt);
  return [...doubtsOfInteger(reading, words, wordAt)];
}

/** The value of a reading; undefined where registers are missing or make no number. */
export function readValue(reading: SignalReading, wordAt: WordAt): number | undefined {
  const words = wordsOf(reading, wordAt);
  return words === undefined ? undefined : decode(reading, words);
}

/** Readings of which one lies over another with another type or place; two of the same registers may differ in scale alone. */
export function overlapping(readings: readonly SignalReading[]): ReadonlySet<SignalReading> {
  const over = new Set<SignalReading>();
  for (const [index, a] of readings.entries()) {
    for (const b of readings.slice(index + 1)) {
      if (a.table !== b.table || isSame(a, b)) continue;
      if (a.address < b.address + widthOf(b) && b.address < a.address + widthOf(a)) over.add(a).add(b);
    }
  }
  return over;
}

function isSame(a: SignalReading, b: SignalReading): boolean {
  return a.address === b.address && a.type === b.type && (a.wordOrder === b.wordOrder || widthOf(a) === 1);
}

function wordsOf(reading: SignalReading, wordAt: WordAt): readonly number[] | undefined {
  const words = Array.from({ length: widthOf(reading) }, (_, index) => wordAt(reading.table, reading.address + index));
  const known = words.filter((word) => word !== undefined);
  return known.length === words.length ? known : undefined;
}

function decode(reading: SignalReading, words: readonly number[]): number | undefined {
  return decodeSignal({ ...reading, scale: 1, offset: 0 }, words);
}

function doubtsOfFloat(reading: SignalReading, words: readonly number[], wordAt: WordAt): readonly Doubt[] {
  const value = decode(reading, words);
  if (value === 0 || looksMeasured(reading, wordAt)) return [];
  return floatElsewhere(reading, wordAt) ?? ["no-float"];
}

/** Where the float would be everyday: the other word order first, then one register off. */
function floatElsewhere(reading: SignalReading, wordAt: WordAt): readonly Doubt[] | undefined {
  if (reading.type !== "float32") return undefined;
  const other = reading.wordOrder === "big" ? "little" : "big";
  if (looksMeasured({ ...reading, wordOrder: other }, wordAt)) return ["other-order"];
  if (looksMeasured({ ...reading, address: reading.address - 1 }, wordAt)) return ["one-before"];
  if (looksMeasured({ ...reading, address: reading.address + 1 }, wordAt)) return ["one-after"];
  return undefined;
}

/** Down to this a signed register is taken for a negative value. */
const leastNegative = 0x10000 - 2000;

function doubtsOfInteger(reading: SignalReading, words: readonly number[], wordAt: WordAt): readonly Doubt[] {
  const { type, table, address } = reading;
  const [word = 0] = words;
  if (isPartOfText(reading, wordAt)) return ["is-text"];
  if (type === "uint16" && word >= leastNegative) return ["is-negative"];
  if (widthOf(reading) > 2 || table === "coil" || table === "discrete-input" || type === "bool") return [];
  const isFloat = (["big", "little"] as const).some((wordOrder) => {
    const float = { table, address, type: "float32", wordOrder } as const;
    const low = wordAt(table, wordOrder === "big" ? address + 1 : address);
    // A round setting has an empty low word, and so have two small registers.
    return low !== 0 && looksMeasured(float, wordAt);
  });
  return isFloat ? ["is-float"] : [];
}

/** So many registers of printable characters in a row are taken for a text, such as a serial number. */
const shortestText = 3;

/** Whether a register holds two characters and stands among others that do. */
export function isPartOfText({ table, address }: Pick<SignalReading, "table" | "address">, wordAt: WordAt): boolean {
  if (table === "coil" || table === "discrete-input") return false;
  const run = (step: 1 | -1): number => {
    let length = 0;
    while (length < shortestText && isCharacters(wordAt(table, address + step * (length + 1)))) length += 1;
    return length;
  };
  return isCharacters(wordAt(table, address)) && run(1) + run(-1) + 1 >= shortestText;
}

function isCharacters(word: number | undefined): boolean {
  return word !== undefined && /^[A-Za-z0-9 ._/-]{2}$/.test(String.fromCharCode(word >> 8, word & 0xff));
}

function looksMeasured(reading: SignalReading, wordAt: WordAt): boolean {
  const words = wordsOf(reading, wordAt);
  if (words === undefined) return false;
  const low = reading.wordOrder === "big" ? words[1] : words[0];
  return isMeasured(decode(reading, words), low ?? 0);
}
