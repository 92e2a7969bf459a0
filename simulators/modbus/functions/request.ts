import { exceptions, ModbusException } from "../exception.ts";

/** A request's field of 16 bits; one that is cut short is an illegal value. */
export function uint16(request: Buffer, offset: number): number {
  if (request.length < offset + 2) throw new ModbusException(exceptions.illegalDataValue);
  return request.readUInt16BE(offset);
}

export function uint8(request: Buffer, offset: number): number {
  const byte = request[offset];
  if (byte === undefined) throw new ModbusException(exceptions.illegalDataValue);
  return byte;
}

/** Refuses a request whose length is not what its function asks for. */
export function requireLength(request: Buffer, length: number): void {
  if (request.length !== length) throw new ModbusException(exceptions.illegalDataValue);
}

/** A quantity within the limits of its function. */
export function quantity(request: Buffer, offset: number, most: number): number {
  const count = uint16(request, offset);
  if (count < 1 || count > most) throw new ModbusException(exceptions.illegalDataValue);
  return count;
}

export function wordsOf(request: Buffer, offset: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => uint16(request, offset + 2 * index));
}

export function wordBytes(words: readonly number[]): Buffer {
  const bytes = Buffer.alloc(words.length * 2);
  for (const [index, word] of words.entries()) bytes.writeUInt16BE(word, index * 2);
  return bytes;
}
