import { ModbusFailure } from "./errors.ts";

/** One answer of Modbus/TCP, taken apart at the MBAP header (Modbus Messaging on TCP/IP 1.0b, 3.1.3). */
export interface Frame {
  readonly transaction: number;
  readonly unit: number;
  readonly pdu: Uint8Array;
}

const headerLength = 6;
/** Unit id and at least a function code, at most a PDU of 253 bytes. */
const leastLength = 2;
const mostLength = 254;

/** Cuts a stream into frames, however it was split or joined. Holds less than one frame at any time. */
export class FrameReader {
  #held: Buffer | undefined;

  /** True where a frame has begun and not ended. */
  get partial(): boolean {
    return this.#held !== undefined;
  }

  /**
   * Takes what arrived and hands on every frame that is whole. What follows a broken header cannot be trusted, so nothing of
   * the stream may be used after a throw.
   * @throws ModbusFailure `wrong-protocol-id`, `wrong-length`
   */
  push(chunk: Uint8Array, take: (frame: Frame) => void): void {
    let rest = this.#held === undefined ? asBuffer(chunk) : Buffer.concat([this.#held, chunk]);
    for (;;) {
      const end = frameEnd(rest);
      if (end === undefined || rest.length < end) break;
      const frame = {
        transaction: rest.readUInt16BE(0),
        unit: rest.readUInt8(6),
        pdu: new Uint8Array(rest.buffer, rest.byteOffset + 7, end - 7),
      };
      rest = rest.subarray(end);
      take(frame);
    }
    // A copy, or a few bytes would keep a whole chunk in memory.
    this.#held = rest.length === 0 ? undefined : Buffer.from(rest);
  }
}

function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function frameEnd(bytes: Buffer): number | undefined {
  if (bytes.length >= 4 && bytes.readUInt16BE(2) !== 0) {
    throw new ModbusFailure("wrong-protocol-id", `protocol id ${bytes.readUInt16BE(2)} instead of 0`);
  }
  if (bytes.length < headerLength) return undefined;
  const length = bytes.readUInt16BE(4);
  if (length < leastLength || length > mostLength) {
    throw new ModbusFailure("wrong-length", `length ${length} in the header, expected ${leastLength} to ${mostLength}`);
  }
  return headerLength + length;
}

/** Frames a request. */
export function encodeFrame(transaction: number, unit: number, pdu: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(headerLength + 1 + pdu.length);
  frame.writeUInt16BE(transaction, 0);
  frame.writeUInt16BE(0, 2);
  frame.writeUInt16BE(1 + pdu.length, 4);
  frame.writeUInt8(unit, 6);
  frame.set(pdu, headerLength + 1);
  return frame;
}
