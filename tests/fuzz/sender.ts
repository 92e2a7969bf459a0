import type { Socket } from "node:net";
import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import type { Delivery } from "./damage.ts";

/** Writes answers to a client as they are to be delivered, one after the other, so that none is written into another. */
export class Sender {
  readonly #socket: Socket;
  readonly #written: (bytes: Buffer) => void;
  readonly #gone = new AbortController();
  readonly #timers = new Set<NodeJS.Timeout>();
  #silence: NodeJS.Timeout | undefined;
  #last: Promise<void> = Promise.resolve();
  #behindNext: Buffer[] = [];

  /** `written` is told of every byte that goes out. */
  constructor(socket: Socket, written: (bytes: Buffer) => void = () => undefined) {
    this.#socket = socket;
    this.#written = written;
    socket.setNoDelay(true);
    socket.on("error", () => socket.destroy());
    socket.on("data", () => clearTimeout(this.#silence));
    socket.once("close", () => {
      this.#gone.abort();
      for (const timer of this.#timers) clearTimeout(timer);
    });
  }

  deliver(delivery: Delivery): void {
    if (delivery.lateMs === undefined) this.#append(delivery);
    else this.#after(delivery.lateMs, () => this.#append(delivery));
  }

  #append(delivery: Delivery): void {
    this.#last = this.#last.then(() => this.#send(delivery)).catch(() => undefined);
  }

  async #send({ segments, behindNext, end, closesInSilenceAfterMs }: Delivery): Promise<void> {
    const overtaken = this.#behindNext;
    this.#behindNext = behindNext === undefined ? [] : [behindNext];
    for (const [index, { bytes, afterMs }] of segments.entries()) {
      if (afterMs > 0) await sleep(afterMs, undefined, { signal: this.#gone.signal });
      else if (index > 0) await turn(undefined, { signal: this.#gone.signal });
      this.#write(bytes);
    }
    for (const bytes of overtaken) this.#write(bytes);
    if (end === "closes") this.#socket.end();
    if (end === "resets") this.#reset();
    if (closesInSilenceAfterMs !== undefined) this.#silence = this.#after(closesInSilenceAfterMs, () => this.#socket.end());
  }

  /** A socket that is ending already cannot be reset, and would stay open for ever where that is tried. */
  #reset(): void {
    if (this.#socket.writableEnded) this.#socket.destroy();
    else this.#socket.resetAndDestroy();
  }

  #write(bytes: Buffer): void {
    if (!this.#socket.writable || bytes.length === 0) return;
    this.#written(bytes);
    this.#socket.write(bytes);
  }

  #after(milliseconds: number, then: () => void): NodeJS.Timeout | undefined {
    if (this.#socket.destroyed) return undefined;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      then();
    }, milliseconds);
    this.#timers.add(timer);
    return timer;
  }
}
