import type { ModbusSignal } from "../../model/protocols/modbus/endpoint.ts";

export type ValueType = Exclude<ModbusSignal["type"], "string">;
/** How a value lies in its registers. */
export type Layout = Pick<ModbusSignal, "wordOrder"> & Partial<Pick<ModbusSignal, "byteOrder">>;

const integerTypes = {
  uint16: { bits: 16, signed: false },
  int16: { bits: 16, signed: true },
  uint32: { bits: 32, signed: false },
  int32: { bits: 32, signed: true },
  uint64: { bits: 64, signed: false },
  int64: { bits: 64, signed: true },
} as const;

/** Number of 16-bit registers that a value of this type takes. */
export function wordCount(type: ValueType): number {
  if (type === "bool") return 1;
  return Number(type.replace(/\D/g, "")) / 16;
}

/** A number as registers, first register first; integers are rounded and held at the ends of their range. */
export function encodeWords(value: number, type: ValueType, layout: Layout): readonly number[] {
  const bytes = Buffer.alloc(wordCount(type) * 2);
  if (type === "float32") bytes.writeFloatBE(value);
  else if (type === "float64") bytes.writeDoubleBE(value);
  else if (type === "bool") bytes.writeUInt16BE(value === 0 ? 0 : 1);
  else writeInteger(bytes, value, integerTypes[type]);
  return layOut(bytes, layout);
}

/** A text as so many registers, two characters each, filled up with NULs. */
export function encodeText(text: string, registers: number, layout: Layout): readonly number[] {
  const bytes = Buffer.alloc(registers * 2);
  bytes.write(text, "utf8");
  return layOut(bytes, layout);
}

/** The bits that a value of these bits takes within its registers, shifted up to the lowest of them. */
export function shiftUp(value: number, mask: number): number {
  let lowest = 1;
  while (mask % (lowest * 2) === 0) lowest *= 2;
  const most = Math.floor(mask / lowest);
  return Math.min(most, Math.max(0, Math.round(value))) * lowest;
}

function layOut(bytes: Buffer, { wordOrder, byteOrder }: Layout): readonly number[] {
  if (byteOrder === "little") bytes.swap16();
  const words = Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readUInt16BE(index * 2));
  return wordOrder === "big" ? words : words.reverse();
}

function writeInteger(bytes: Buffer, value: number, { bits, signed }: { bits: number; signed: boolean }): void {
  const size = BigInt(bits);
  const least = signed ? -(2n ** (size - 1n)) : 0n;
  const most = signed ? 2n ** (size - 1n) - 1n : 2n ** size - 1n;
  const whole = BigInt(Math.round(value));
  const held = whole < least ? least : whole > most ? most : whole;
  for (const [index, shift] of Array.from({ length: bits / 8 }, (_, byte) => BigInt(bits - 8 * (byte + 1))).entries()) {
    bytes.writeUInt8(Number((held >> shift) & 0xffn), index);
  }
}
