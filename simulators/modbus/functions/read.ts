import type { RegisterTable } from "../../../model/protocols/modbus/endpoint.ts";
import type { Handler } from "./handler.ts";
import { quantity, requireLength, uint16, wordBytes } from "./request.ts";

/** Most coils and registers in one request (Modbus 1.1b3, 6.1 and 6.3). */
const mostBits = 2000;
export const mostWords = 125;

/** FC 1 and 2. */
export function readBits(table: RegisterTable): Handler {
  return (request, unit, at) => {
    requireLength(request, 5);
    const bits = unit.bank.read(table, uint16(request, 1), quantity(request, 3, mostBits), at);
    const bytes = Buffer.alloc(Math.ceil(bits.length / 8));
    for (const [index, bit] of bits.entries()) {
      const byte = index >> 3;
      bytes.writeUInt8(bytes.readUInt8(byte) | (bit << (index & 7)), byte);
    }
    return counted(request, bytes);
  };
}

/** FC 3 and 4. */
export function readWords(table: RegisterTable): Handler {
  return (request, unit, at) => {
    requireLength(request, 5);
    const words = unit.bank.read(table, uint16(request, 1), quantity(request, 3, mostWords), at);
    return counted(request, wordBytes(words));
  };
}

/** Function, byte count, data. */
export function counted(request: Buffer, bytes: Buffer): Buffer {
  return Buffer.concat([request.subarray(0, 1), Buffer.from([bytes.length]), bytes]);
}
