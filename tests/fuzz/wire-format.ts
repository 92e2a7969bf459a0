/** A number in the header of a message. */
export interface Field {
  readonly offset: number;
  readonly bytes: 1 | 2 | 4;
}

/** How a protocol cuts a stream into messages, and where in one the numbers stand that matter. */
export interface WireFormat {
  readonly littleEndian: boolean;
  /** Bytes before the length is known. */
  readonly headerLength: number;
  readonly length: Field;
  /** What the length field says less than the whole message has. */
  readonly notCounted: number;
  /** Fields by which an answer is told from another's. */
  readonly ids: readonly [Field, ...Field[]];
  /** Size of the counts and lengths inside of a message. */
  readonly countBytes: 1 | 4;
}

/** OPC 10000-6, 7.1.2: type and size; then channel, token, sequence number, request, type of the answer, request handle. */
export const opcuaFormat: WireFormat = {
  littleEndian: true,
  headerLength: 8,
  length: { offset: 4, bytes: 4 },
  notCounted: 0,
  ids: [
    { offset: 0, bytes: 4 },
    { offset: 8, bytes: 4 },
    { offset: 12, bytes: 4 },
    { offset: 16, bytes: 4 },
    { offset: 20, bytes: 4 },
    { offset: 26, bytes: 2 },
    { offset: 36, bytes: 4 },
  ],
  countBytes: 4,
};

/** Modbus Messaging on TCP/IP 1.0b, 3.1.3: transaction, protocol, length, unit; then the function code. */
export const modbusFormat: WireFormat = {
  littleEndian: false,
  headerLength: 6,
  length: { offset: 4, bytes: 2 },
  notCounted: 6,
  ids: [
    { offset: 0, bytes: 2 },
    { offset: 2, bytes: 2 },
    { offset: 6, bytes: 1 },
    { offset: 7, bytes: 1 },
  ],
  countBytes: 1,
};

/** RFC 8446, 5.1: records of type, version and length. */
export const tlsFormat: WireFormat = {
  littleEndian: false,
  headerLength: 5,
  length: { offset: 3, bytes: 2 },
  notCounted: 5,
  ids: [
    { offset: 0, bytes: 1 },
    { offset: 1, bytes: 2 },
  ],
  countBytes: 1,
};

export function readField(format: WireFormat, message: Buffer, { offset, bytes }: Field): number {
  return format.littleEndian ? message.readUIntLE(offset, bytes) : message.readUIntBE(offset, bytes);
}

/** A copy of a message with another number in a field; unchanged where the message is too short to have it. */
export function withField(format: WireFormat, message: Buffer, { offset, bytes }: Field, value: number): Buffer {
  const copy = Buffer.from(message);
  if (offset + bytes > copy.length) return copy;
  const wrapped = value & (bytes === 4 ? -1 : 2 ** (8 * bytes) - 1);
  if (format.littleEndian) copy.writeUIntLE(wrapped >>> 0, offset, bytes);
  else copy.writeUIntBE(wrapped >>> 0, offset, bytes);
  return copy;
}

/** Cuts a well-formed stream into its messages. */
export class MessageCutter {
  readonly #format: WireFormat;
  #rest: Buffer = Buffer.alloc(0);

  constructor(format: WireFormat) {
    this.#format = format;
  }

  /** The messages that are complete with this chunk. */
  push(chunk: Buffer): readonly Buffer[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const messages: Buffer[] = [];
    while (this.#rest.length >= this.#format.headerLength) {
      const length = readField(this.#format, this.#rest, this.#format.length) + this.#format.notCounted;
      if (this.#rest.length < length) break;
      messages.push(this.#rest.subarray(0, length));
      this.#rest = this.#rest.subarray(length);
    }
    return messages;
  }
}
