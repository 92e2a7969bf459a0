import type { ModbusSignal } from "./endpoint.ts";
import { holdsBits, widthOf } from "./width.ts";

/** What decoding looks at. */
export type SignalForm = Pick<ModbusSignal, "table" | "type" | "wordOrder" | "scale" | "offset"> &
  Partial<Pick<ModbusSignal, "byteOrder" | "bit" | "mask" | "registers">>;

/** The value of a signal from its registers or bit, scaled; undefined where it is no finite number. */
export function decodeSignal(signal: SignalForm, words: readonly number[]): number | undefined {
  if (signal.type === "string" || words.length !== widthOf(signal)) return undefined;
  const value = rawValue(signal, words, signal.type) * signal.scale + signal.offset;
  return Number.isFinite(value) ? value : undefined;
}

/**
 * The text of a `string`: up to the first NUL, UTF-8 where it is valid and else one character a byte; controls and blanks at the ends
 * go. Undefined for a signal of another type.
 */
export function decodeSignalText(signal: SignalForm, words: readonly number[]): string | undefined {
  if (signal.type !== "string" || words.length !== widthOf(signal)) return undefined;
  const view = bytesOf(signal, words);
  const bytes = new Uint8Array(view.buffer);
  const end = bytes.indexOf(0);
  return textOf(end < 0 ? bytes : bytes.subarray(0, end))
    .replace(/\p{Cc}+/gu, " ")
    .trim();
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return String.fromCharCode(...bytes);
  }
}

type NumberType = Exclude<ModbusSignal["type"], "string">;

function rawValue(signal: SignalForm, words: readonly number[], type: NumberType): number {
  const [first = 0] = words;
  if (holdsBits(signal.table)) return first === 0 ? 0 : 1;
  const number = words.length === 1 ? ofOneWord(signal, first, type) : readers[type](bytesOf(signal, words));
  return signal.mask === undefined ? number : shiftedDown(number, signal.mask);
}

/** Most signals are one register wide; every poll of every device comes by here. */
function ofOneWord({ bit, byteOrder }: SignalForm, received: number, type: NumberType): number {
  const word = byteOrder === "little" ? swapped(received) : received;
  if (type === "bool") return (bit === undefined ? word : (word >> bit) & 1) === 0 ? 0 : 1;
  return type === "int16" ? (word << 16) >> 16 : word;
}

/** The bits of a mask as a number of their own. */
function shiftedDown(number: number, mask: number): number {
  const lowest = 31 - Math.clz32(mask & -mask);
  return (number & mask) >>> lowest;
}

/** The registers' bytes, the highest first. */
function bytesOf({ wordOrder, byteOrder }: SignalForm, words: readonly number[]): DataView {
  const bytes = new DataView(new ArrayBuffer(words.length * 2));
  for (const [index, word] of words.entries()) {
    const place = wordOrder === "big" ? index : words.length - 1 - index;
    bytes.setUint16(place * 2, word, byteOrder === "little");
  }
  return bytes;
}

function swapped(word: number): number {
  return ((word & 0xff) << 8) | (word >> 8);
}

const readers: Readonly<Record<NumberType, (bytes: DataView) => number>> = {
  bool: (bytes) => bytes.getUint16(0),
  uint16: (bytes) => bytes.getUint16(0),
  int16: (bytes) => bytes.getInt16(0),
  uint32: (bytes) => bytes.getUint32(0),
  int32: (bytes) => bytes.getInt32(0),
  float32: (bytes) => bytes.getFloat32(0),
  uint64: (bytes) => Number(bytes.getBigUint64(0)),
  int64: (bytes) => Number(bytes.getBigInt64(0)),
  float64: (bytes) => bytes.getFloat64(0),
};
