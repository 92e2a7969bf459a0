import { exceptions, ModbusException } from "../exception.ts";
import type { Handler } from "./handler.ts";
import { counted, mostWords } from "./read.ts";
import { quantity, requireLength, uint8, uint16, wordBytes, wordsOf } from "./request.ts";

/** Most coils and registers in one write (Modbus 1.1b3, 6.11, 6.12 and 6.17). */
const mostWrittenBits = 1968;
const mostWrittenWords = 123;
const mostWrittenWithRead = 121;

/** FC 5: 0xFF00 is on, 0x0000 off, anything else illegal. */
export const writeBit: Handler = (request, unit) => {
  requireLength(request, 5);
  const value = uint16(request, 3);
  if (value !== 0xff00 && value !== 0) throw new ModbusException(exceptions.illegalDataValue);
  unit.bank.write("coil", uint16(request, 1), [value === 0 ? 0 : 1]);
  return request;
};

/** FC 6. */
export const writeWord: Handler = (request, unit) => {
  requireLength(request, 5);
  unit.bank.write("holding-register", uint16(request, 1), [uint16(request, 3)]);
  return request;
};

/** FC 15. */
export const writeBits: Handler = (request, unit) => {
  const count = quantity(request, 3, mostWrittenBits);
  requireByteCount(request, 5, Math.ceil(count / 8));
  const bits = Array.from({ length: count }, (_, index) => (uint8(request, 6 + (index >> 3)) >> (index & 7)) & 1);
  unit.bank.write("coil", uint16(request, 1), bits);
  return request.subarray(0, 5);
};

/** FC 16. */
export const writeWords: Handler = (request, unit) => {
  const count = quantity(request, 3, mostWrittenWords);
  requireByteCount(request, 5, count * 2);
  unit.bank.write("holding-register", uint16(request, 1), wordsOf(request, 6, count));
  return request.subarray(0, 5);
};

/** FC 22: (current AND and-mask) OR (or-mask AND NOT and-mask). */
export const maskWrite: Handler = (request, unit, at) => {
  requireLength(request, 7);
  const address = uint16(request, 1);
  const and = uint16(request, 3);
  const [current = 0] = unit.bank.read("holding-register", address, 1, at);
  unit.bank.write("holding-register", address, [(current & and) | (uint16(request, 5) & ~and & 0xffff)]);
  return request;
};

/** FC 23: writes first, then reads. */
export const readWriteWords: Handler = (request, unit, at) => {
  const readCount = quantity(request, 3, mostWords);
  const writeCount = quantity(request, 7, mostWrittenWithRead);
  requireByteCount(request, 9, writeCount * 2);
  unit.bank.write("holding-register", uint16(request, 5), wordsOf(request, 10, writeCount));
  return counted(request, wordBytes(unit.bank.read("holding-register", uint16(request, 1), readCount, at)));
};

/** The byte count must be what the quantity asks for, and as many bytes must follow it to the end. */
function requireByteCount(request: Buffer, offset: number, bytes: number): void {
  if (uint8(request, offset) !== bytes) throw new ModbusException(exceptions.illegalDataValue);
  requireLength(request, offset + 1 + bytes);
}
