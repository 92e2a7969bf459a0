import { modbusFormat, readField } from "./wire-format.ts";

/** A read request as it went over the wire. */
interface AskedRead {
  readonly unit: number;
  readonly code: number;
  readonly address: number;
  readonly count: number;
}

const headerLength = 7;
/** Unit and a protocol data unit of 1 to 253 bytes (Modbus 1.1b3, 4.1). */
const lengths = { least: 2, most: 254 };

/**
 * What one connection's stream says, read as strictly as the specification allows: which registers were answered to which request.
 * Modbus has no checksum of its own, so that where an answer's data were altered nobody can know more than this.
 */
export class ModbusWire {
  /** Words or bits by `unit code address`, answered since the last `forget`. */
  readonly #words: Map<string, number>;
  readonly #asked = new Map<number, AskedRead>();
  #stream: Buffer = Buffer.alloc(0);
  #lost = false;

  constructor(words: Map<string, number>) {
    this.#words = words;
  }

  asked(request: Buffer): void {
    const read = { unit: request.readUInt8(6), code: request.readUInt8(7), address: 0, count: 0 };
    const isRead = read.code >= 1 && read.code <= 4 && request.length >= headerLength + 5;
    this.#asked.set(
      request.readUInt16BE(0),
      isRead ? { ...read, address: request.readUInt16BE(8), count: request.readUInt16BE(10) } : read,
    );
  }

  written(bytes: Buffer): void {
    this.#stream = Buffer.concat([this.#stream, bytes]);
    while (!this.#lost && this.#stream.length >= headerLength) {
      const length = readField(modbusFormat, this.#stream, modbusFormat.length);
      this.#lost = this.#stream.readUInt16BE(2) !== 0 || length < lengths.least || length > lengths.most;
      if (this.#lost || this.#stream.length < length + modbusFormat.notCounted) return;
      this.#take(this.#stream.subarray(0, length + modbusFormat.notCounted));
      this.#stream = this.#stream.subarray(length + modbusFormat.notCounted);
    }
  }

  /** The first answer to a transaction is the one that counts. */
  #take(frame: Buffer): void {
    const transaction = frame.readUInt16BE(0);
    const asked = this.#asked.get(transaction);
    this.#asked.delete(transaction);
    if (asked === undefined || frame.readUInt8(6) !== asked.unit || frame.readUInt8(7) !== asked.code) return;
    const bits = asked.code <= 2;
    const expected = bits ? Math.ceil(asked.count / 8) : asked.count * 2;
    if (frame.length !== headerLength + 2 + expected || frame.readUInt8(8) !== expected) return;
    const data = frame.subarray(headerLength + 2);
    for (let index = 0; index < asked.count; index++) {
      const word = bits ? (data.readUInt8(index >> 3) >> (index & 7)) & 1 : data.readUInt16BE(2 * index);
      this.#words.set(wordKey(asked.unit, asked.code, asked.address + index), word);
    }
  }
}

export function wordKey(unit: number, code: number, address: number): string {
  return `${unit} ${code} ${address}`;
}
