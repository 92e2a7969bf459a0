/** One Modbus/TCP frame: the header of 7 bytes (MBAP) and the protocol data unit behind it. */
export interface Frame {
  readonly transaction: number;
  readonly unit: number;
  readonly pdu: Buffer;
}

const headerLength = 7;
/** Unit id and a protocol data unit of at most 253 bytes (Modbus 1.1b3, 4.1). */
const longestBody = 254;

export function encodeFrame({ transaction, unit, pdu }: Frame): Buffer {
  const frame = Buffer.alloc(headerLength + pdu.length);
  frame.writeUInt16BE(transaction, 0);
  frame.writeUInt16BE(pdu.length + 1, 4);
  frame.writeUInt8(unit, 6);
  pdu.copy(frame, headerLength);
  return frame;
}

/** Cuts a stream into frames. A stream that is not Modbus cannot be followed any more and is to be closed. */
export class FrameSplitter {
  #rest: Buffer = Buffer.alloc(0);

  /** The frames that are complete with this chunk, or undefined where the stream is no Modbus. */
  push(chunk: Buffer): readonly Frame[] | undefined {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const frames: Frame[] = [];
    while (this.#rest.length >= headerLength) {
      const protocol = this.#rest.readUInt16BE(2);
      const length = this.#rest.readUInt16BE(4);
      if (protocol !== 0 || length < 2 || length > longestBody) return undefined;
      if (this.#rest.length < headerLength - 1 + length) break;
      const pdu = this.#rest.subarray(headerLength, headerLength - 1 + length);
      frames.push({ transaction: this.#rest.readUInt16BE(0), unit: this.#rest.readUInt8(6), pdu });
      this.#rest = this.#rest.subarray(headerLength - 1 + length);
    }
    return frames;
  }
}
