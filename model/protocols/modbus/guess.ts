import { decodeSignal } from "./decode-signal.ts";
import type { ModbusSignal } from "./endpoint.ts";
import { widthOf } from "./width.ts";

type WordOrder = ModbusSignal["wordOrder"];
type Reading = Pick<ModbusSignal, "type" | "wordOrder">;

/** One register and the next, read in every way that is common, so that a person can see which one makes sense. */
export interface PairReading {
  readonly address: number;
  /** One word only at the end of a range. */
  readonly words: readonly number[];
  readonly uint16: readonly number[];
  readonly int16: readonly number[];
  readonly uint32?: { readonly big: number; readonly little: number };
  /** Undefined in a word order that makes no finite number. */
  readonly float32?: { readonly big: number | undefined; readonly little: number | undefined };
}

/** Why a reading was chosen: `float-either` and `count` are worth a look by somebody who knows the device. */
export type GuessReason = "float" | "float-either" | "count" | "negative" | "small" | "zero";

export interface Guess extends Reading {
  readonly pair: PairReading;
  /** Registers that the chosen reading takes. */
  readonly width: number;
  readonly value: number;
  readonly reason: GuessReason;
}

/**
 * Guesses what lies in the registers of a range, from its beginning on; each register belongs to one guess. Where either word order
 * is likely, the one that is clear elsewhere in the range decides, since a device has one as a rule.
 */
export function guessRegisters(first: number, values: readonly number[]): readonly Guess[] {
  const guesses = guessBy(first, values, "big");
  const clear = guesses.filter(({ reason }) => reason === "float" || reason === "count");
  const little = clear.filter(({ wordOrder }) => wordOrder === "little").length;
  return little > clear.length - little ? guessBy(first, values, "little") : guesses;
}

function guessBy(first: number, values: readonly number[], preferred: WordOrder): readonly Guess[] {
  const guesses: Guess[] = [];
  for (let at = 0; at < values.length; ) {
    const pair = readPair(first + at, values.slice(at, at + 2));
    const guess = guessFloat(pair, preferred) ?? guessCount(pair, preferred) ?? guessWord(pair);
    guesses.push(guess);
    at += guess.width;
  }
  return guesses;
}

/** Reads one or two registers in every common way. */
export function readPair(address: number, words: readonly number[]): PairReading {
  const single = (type: "uint16" | "int16") => words.map((word) => decode([word], { type, wordOrder: "big" }) ?? 0);
  const one = { address, words, uint16: single("uint16"), int16: single("int16") };
  if (words.length < 2) return one;
  const double = (type: "uint32" | "float32", wordOrder: "big" | "little") => decode(words, { type, wordOrder });
  return {
    ...one,
    uint32: { big: double("uint32", "big") ?? 0, little: double("uint32", "little") ?? 0 },
    float32: { big: double("float32", "big"), little: double("float32", "little") },
  };
}

function decode(words: readonly number[], reading: Reading): number | undefined {
  const signal = { id: "guess", table: "holding-register", address: 0, scale: 1, offset: 0, ...reading } as const;
  return decodeSignal(signal, words);
}

function guessFloat(pair: PairReading, preferred: WordOrder): Guess | undefined {
  const [first = 0, second = 0] = pair.words;
  const big = isMeasured(pair.float32?.big, second);
  const little = isMeasured(pair.float32?.little, first);
  if (!big && !little) return undefined;
  if (big && little) return chosen(pair, { type: "float32", wordOrder: preferred }, "float-either");
  return chosen(pair, { type: "float32", wordOrder: big ? "big" : "little" }, "float");
}

/** Least and greatest of what plants measure in usual units. */
const leastMeasured = 0.001;
const greatestMeasured = 1_000_000;
/** The low half of a measured float is as good as random, that of a round setting is 0; a small number there is a register. */
const leastLowWord = 0x0400;

/**
 * Whether a float is of a size that plants measure in usual units.
 * @param lowWord the less significant register, whose small values are registers of their own
 */
export function isMeasured(value: number | undefined, lowWord: number): boolean {
  if (value === undefined || Math.abs(value) < leastMeasured || Math.abs(value) >= greatestMeasured) return false;
  return lowWord === 0 || lowWord >= leastLowWord;
}

/** Down to this a signed register is taken for a negative value. */
const leastNegative = -2000;

/** A total beyond 65 535 has a small high word before (or behind) a low word that may be anything; small ones are taken for two. */
const greatestHighWord = 0x00ff;
const leastCountWord = 10_000;

function guessCount(pair: PairReading, preferred: WordOrder): Guess | undefined {
  const [first = 0, second = 0] = pair.words;
  const isCount = (high: number, low: number) =>
    high >= 1 && high <= greatestHighWord && low >= leastCountWord && low < 0x10000 + leastNegative;
  const possible = { big: isCount(first, second), little: isCount(second, first) };
  if (!possible.big && !possible.little) return undefined;
  const wordOrder = possible[preferred] ? preferred : possible.big ? "big" : "little";
  return chosen(pair, { type: "uint32", wordOrder }, "count");
}

function guessWord(pair: PairReading): Guess {
  const [word = 0] = pair.words;
  const [signed = 0] = pair.int16;
  if (signed < 0 && signed >= leastNegative) return chosen(pair, { type: "int16", wordOrder: "big" }, "negative");
  return chosen(pair, { type: "uint16", wordOrder: "big" }, word === 0 ? "zero" : "small");
}

function chosen(pair: PairReading, reading: Reading, reason: GuessReason): Guess {
  const width = widthOf({ table: "holding-register", type: reading.type });
  const value = decode(pair.words.slice(0, width), reading) ?? 0;
  return { ...reading, pair, width, value, reason };
}
