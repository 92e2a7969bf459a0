import type { ModbusSignal } from "./endpoint.ts";
import { registersByType, widthOf } from "./width.ts";

/** What decoding looks at. */
export type SignalForm = Pick<ModbusSignal, "table" | "type" | "wordOrder" | "scale" | "offset">;

/** The value of a signal from its registers or bit, scaled; undefined where it is no finite number. */
export function decodeSignal(signal: SignalForm, words: readonly number[]): number | undefined {
  if (words.length !== widthOf(signal)) return undefined;
  const value = rawValue(signal, words) * signal.scale + signal.offset;
  return Number.isFinite(value) ? value : undefined;
}

function rawValue(signal: SignalForm, words: readonly number[]): number {
  const [first = 0] = words;
  if (signal.type === "bool" || widthOf(signal) !== registersByType[signal.type]) return first === 0 ? 0 : 1;
  const bytes = new DataView(new ArrayBuffer(words.length * 2));
  const ordered = signal.wordOrder === "big" ? words : words.toReversed();
  for (const [index, word] of ordered.entries()) bytes.setUint16(index * 2, word);
  return readers[signal.type](bytes);
}

const readers: Readonly<Record<Exclude<ModbusSignal["type"], "bool">, (bytes: DataView) => number>> = {
  uint16: (bytes) => bytes.getUint16(0),
  int16: (bytes) => bytes.getInt16(0),
  uint32: (bytes) => bytes.getUint32(0),
  int32: (bytes) => bytes.getInt32(0),
  float32: (bytes) => bytes.getFloat32(0),
  uint64: (bytes) => Number(bytes.getBigUint64(0)),
  int64: (bytes) => Number(bytes.getBigInt64(0)),
  float64: (bytes) => bytes.getFloat64(0),
};
