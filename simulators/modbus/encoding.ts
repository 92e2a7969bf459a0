import type { ModbusSignal } from "../../model/protocols/modbus/endpoint.ts";

export type ValueType = ModbusSignal["type"];
export type WordOrder = ModbusSignal["wordOrder"];

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
export function encodeWords(value: number, type: ValueType, order: WordOrder): readonly number[] {
  const bytes = Buffer.alloc(wordCount(type) * 2);
  if (type === "float32") bytes.writeFloatBE(value);
  else if (type === "float64") bytes.writeDoubleBE(value);
  else if (type === "bool") bytes.writeUInt16BE(value === 0 ? 0 : 1);
  else writeInteger(bytes, value, integerTypes[type]);
  const words = Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readUInt16BE(index * 2));
  return order === "big" ? words : words.reverse();
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
