import { EventEmitter } from "node:events";
import { createRequire } from "node:module";
import ModbusRTU from "modbus-serial";
import { ModbusFailure } from "./errors.ts";
import type { Frame } from "./frame.ts";
import type { ReadRequest } from "./functions.ts";

const crc16: (bytes: Uint8Array) => number = createRequire(import.meta.url)("modbus-serial/utils/crc16");

/** The library's methods with a callback, whatever their names say. */
const methodByFunction = { 1: "writeFC1", 2: "writeFC2", 3: "writeFC3", 4: "writeFC4" } as const;

type Send = (unit: number, pdu: Uint8Array) => void;

/**
 * modbus-serial as what encodes the reads of coils and registers and decodes their answers. It sees whole, verified frames alone, and
 * decodes one in the moment in which it gets it, so that nothing waits for a promise that it may never settle.
 */
export class LibraryReads {
  readonly #library: InstanceType<typeof ModbusRTU.default>;
  readonly #port: VerifiedPort;
  #decoded: { readonly error?: Error | null; readonly data?: readonly (number | boolean)[] } | undefined;

  /** `send` puts a protocol data unit on the wire. */
  constructor(send: Send) {
    this.#port = new VerifiedPort(send);
    this.#library = new ModbusRTU.default(this.#port);
    this.#library.open();
  }

  /** Encodes a request and sends it. Throws what `send` throws. */
  ask(unit: number, { function: code, address, count }: ReadRequest): void {
    this.#decoded = undefined;
    const note = (error: Error | null, answer?: { readonly data: readonly (number | boolean)[] }) => {
      this.#decoded = { error, ...(answer === undefined ? {} : { data: answer.data }) };
    };
    this.#library[methodByFunction[code]](unit, address, count, note);
  }

  /**
   * Decodes the verified answer to the request that was asked last; bits as 0 and 1.
   * @throws ModbusFailure `internal-error`
   */
  decode(frame: Frame, { count }: ReadRequest): readonly number[] {
    this.#port.deliver(frame);
    const { error, data } = this.#decoded ?? {};
    this.#decoded = undefined;
    if (data === undefined) throw new ModbusFailure("internal-error", error?.message ?? "the decoder did not answer");
    return Array.from({ length: count }, (_, index) => Number(data[index]));
  }
}

/** A port as modbus-serial takes one. Its transaction ids never change: the library has one slot and gets one answer. */
class VerifiedPort extends EventEmitter {
  readonly isOpen = true;
  _transactionIdRead = 1;
  _transactionIdWrite = 1;
  readonly #send: Send;

  constructor(send: Send) {
    super();
    this.#send = send;
  }

  open(done: () => void): void {
    done();
  }

  /** Takes a request in the library's serial form: unit, protocol data unit, two bytes of checksum. */
  write(request: Buffer): void {
    this.#send(request.readUInt8(0), request.subarray(1, -2));
  }

  /** Hands a verified answer to the library in that form. */
  deliver({ unit, pdu }: Frame): void {
    const answer = Buffer.allocUnsafe(pdu.length + 3);
    answer.writeUInt8(unit, 0);
    answer.set(pdu, 1);
    answer.writeUInt16LE(crc16(answer.subarray(0, -2)), answer.length - 2);
    this.emit("data", answer);
  }
}
