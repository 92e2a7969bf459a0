import type { Socket } from "node:net";
import { Problem } from "../../../model/problem.ts";
import { type Answer, verifyAnswer } from "./answers.ts";
import { closeSocket } from "./connect.ts";
import { ModbusFailure } from "./errors.ts";
import { encodeFrame, type Frame, FrameReader } from "./frame.ts";
import { encodeRequest, type ModbusRequest, type ReadRequest } from "./functions.ts";
import { guardWrites } from "./guard.ts";
import { LibraryReads } from "./library-reads.ts";

/** How long to wait for one answer. */
export interface Patience {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

interface Pending {
  readonly transaction: number;
  readonly unit: number;
  /** Verifies and decodes the answer; throws a ModbusFailure where it cannot be one. */
  readonly take: (frame: Frame) => void;
  readonly fail: (error: unknown) => void;
}

/** Late or doubled answers that are overlooked between two good ones; more than that is a flood. */
const mostOverlooked = 32;
/** Unanswered requests in a row, without one byte from the peer, after which the connection itself is taken for dead. */
const mostUnanswered = 3;

/**
 * One Modbus/TCP connection: modbus-serial with its traps fenced in. The library encodes the reads and decodes their answers;
 * between it and the socket stands a port of ours, because the library's own
 * - reuses its 256 transaction ids while an old answer may still come, and hands on the wrong request's data: here ids have 16
 *   bits, one request is in flight, and the library has one slot;
 * - takes an exception from any unit, checks no protocol id, and fills missing bits with zeros: here it sees whole, verified
 *   frames alone;
 * - never settles some promises (FC 8, 11, 12, 17; a peer that closes): here every wait has its own deadline, and those functions
 *   go by `call`;
 * - asks for the next page of FC 43/14 by itself, without end and past the request gate: here a page is one `call`.
 */
export class ModbusClient {
  /** Local address as the device sees it. */
  readonly localAddress: string;
  readonly #socket: Socket;
  readonly #library: LibraryReads;
  readonly #reader = new FrameReader();
  readonly #sendBytes: (frame: Buffer) => void;
  #bytesIn = 0;
  #bytesOut = 0;
  #pending: Pending | undefined;
  #sent = 0;
  #overlooked = 0;
  #unanswered = 0;
  #broken: ModbusFailure | undefined;
  #heard: AbortSignal | undefined;
  readonly #onAbort = () => this.#fail(timeIsUp());

  /** Takes over a connected socket. */
  constructor(socket: Socket) {
    this.#socket = socket;
    this.#sendBytes = guardWrites(socket);
    this.#library = new LibraryReads((unit, pdu) => this.#send(unit, pdu));
    this.localAddress = (socket.localAddress ?? "").replace(/^::ffff:/, "");
    socket.on("data", (chunk: Buffer) => this.#receive(chunk));
    socket.on("close", () => this.#lose());
  }

  /** False once the connection closed or its stream cannot be trusted any more. */
  get usable(): boolean {
    return this.#broken === undefined && !this.#socket.destroyed && this.#socket.writable;
  }

  /** Bytes of Modbus that came in, without what TLS adds. */
  get bytesIn(): number {
    return this.#bytesIn;
  }

  /** Bytes of Modbus that went out, likewise. */
  get bytesOut(): number {
    return this.#bytesOut;
  }

  /**
   * Reads coils (as 0 and 1) or registers.
   * @throws ModbusFailure
   */
  read(unit: number, request: ReadRequest, patience: Patience): Promise<Answer<readonly number[]>> {
    return this.#exchange(unit, request, patience, {
      send: () => this.#library.ask(unit, request),
      decode: (frame) => this.#library.decode(frame, request),
    });
  }

  /**
   * Any other function by its bytes; answers with the verified protocol data unit.
   * @throws ModbusFailure
   */
  call(unit: number, request: Exclude<ModbusRequest, ReadRequest>, patience: Patience): Promise<Answer<Uint8Array>> {
    return this.#exchange(unit, request, patience, {
      send: () => this.#send(unit, encodeRequest(request)),
      decode: ({ pdu }) => pdu,
    });
  }

  async close(): Promise<void> {
    this.#break(new ModbusFailure("closed", "the connection was closed by us"), false);
    await closeSocket(this.#socket);
  }

  async #exchange<Data>(
    unit: number,
    request: ModbusRequest,
    { timeoutMs, signal }: Patience,
    { send, decode }: { readonly send: () => void; readonly decode: (frame: Frame) => Data },
  ): Promise<Answer<Data>> {
    if (this.#broken !== undefined) throw this.#broken;
    if (this.#pending !== undefined) throw new Problem("modbus-request-in-flight", "only one request may be in flight");
    if (signal.aborted) throw timeIsUp();
    const { promise, resolve, reject } = Promise.withResolvers<Answer<Data>>();
    const take = (frame: Frame) => {
      const answer = verifyAnswer(request, frame.pdu);
      resolve(answer.exception === undefined ? { data: decode(frame) } : answer);
    };
    this.#pending = { transaction: (this.#sent + 1) & 0xffff, unit, take, fail: reject };
    const timer = setTimeout(() => this.#giveUp(), timeoutMs);
    this.#listenTo(signal);
    try {
      send();
      return await promise;
    } finally {
      clearTimeout(timer);
      this.#pending = undefined;
    }
  }

  /** Request after request comes with the same signal, so that it is listened to once. */
  #listenTo(signal: AbortSignal | undefined): void {
    if (signal === this.#heard) return;
    this.#heard?.removeEventListener("abort", this.#onAbort);
    this.#heard = signal;
    signal?.addEventListener("abort", this.#onAbort);
  }

  #send(unit: number, pdu: Uint8Array): void {
    if (this.#pending === undefined) throw new Problem("modbus-unasked", "nothing is sent that was not asked for");
    this.#sent += 1;
    const frame = encodeFrame(this.#sent & 0xffff, unit, pdu);
    this.#bytesOut += frame.length;
    this.#sendBytes(frame);
  }

  #receive(chunk: Buffer): void {
    if (this.#broken !== undefined) return;
    this.#bytesIn += chunk.length;
    this.#unanswered = 0;
    try {
      this.#reader.push(chunk, (frame) => this.#take(frame));
    } catch (error) {
      this.#break(error instanceof ModbusFailure ? error : new ModbusFailure("internal-error", String(error)), true);
    }
  }

  #take(frame: Frame): void {
    const pending = this.#pending;
    if (pending === undefined || frame.transaction !== pending.transaction) {
      this.#overlook(frame);
      return;
    }
    this.#pending = undefined;
    this.#overlooked = 0;
    try {
      if (frame.unit !== pending.unit) {
        throw new ModbusFailure("wrong-unit", `unit ${frame.unit} answered for unit ${pending.unit}`);
      }
      pending.take(frame);
    } catch (error) {
      pending.fail(error);
    }
  }

  /** A late or doubled answer to an earlier request is no fault of the protocol; an id that was never sent is. */
  #overlook({ transaction }: Frame): void {
    const age = (this.#sent - transaction) & 0xffff;
    this.#overlooked += 1;
    if (age >= Math.min(this.#sent, 0x8000)) {
      throw new ModbusFailure("wrong-transaction", `an answer to transaction ${transaction}, which was never asked`);
    }
    if (this.#overlooked > mostOverlooked) throw new ModbusFailure("too-many-frames", "a flood of answers nobody asked for");
  }

  #giveUp(): void {
    if (this.#reader.partial) {
      this.#break(new ModbusFailure("unfinished", "the answer began and did not end in time"), true);
      return;
    }
    this.#fail(new ModbusFailure("no-answer", "no answer in time"));
    this.#unanswered += 1;
    if (this.#unanswered >= mostUnanswered) this.#break(new ModbusFailure("closed", "the connection went silent"), true);
  }

  #lose(): void {
    const failure = this.#reader.partial
      ? new ModbusFailure("truncated", "the peer closed in the middle of an answer")
      : new ModbusFailure("closed", "the peer closed the connection without an answer");
    this.#break(failure, true);
  }

  #break(failure: ModbusFailure, destroy: boolean): void {
    this.#broken ??= failure;
    this.#listenTo(undefined);
    this.#fail(failure);
    if (destroy) this.#socket.destroy();
  }

  #fail(failure: ModbusFailure): void {
    const pending = this.#pending;
    this.#pending = undefined;
    pending?.fail(failure);
  }
}

function timeIsUp(): ModbusFailure {
  return new ModbusFailure("deadline", "the time of the job was up");
}
