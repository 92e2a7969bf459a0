import { createServer, type Server, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";
import { Problem } from "../../model/problem.ts";
import { type Frame, FrameSplitter } from "./frame.ts";
import type { AnswerFault, DeviceSettings } from "./settings.ts";
import { deliver } from "./wire.ts";

/** What a device says to a request. */
export interface Reply {
  readonly frame: Frame;
  readonly fault: AnswerFault | undefined;
}

export interface ListenerOptions {
  readonly host: string;
  readonly port: number;
  readonly settings: Pick<DeviceSettings, "segments" | "delay" | "maxConnections">;
  /** Present where the port is secure. */
  readonly tls?: TlsOptions | undefined;
  readonly serves: (clientAddress: string) => boolean;
  /** Whether a connected client is allowed to ask; asked once a connection. */
  readonly authorizes?: ((socket: Socket) => boolean) | undefined;
  /** Undefined where the device stays silent. */
  readonly reply: (request: Frame, authorized: boolean) => Reply | undefined;
}

/** Pause between the segments of one answer, so that they arrive apart. */
const segmentPauseMs = 4;

/** One listening socket and its connections. */
export class Listener {
  readonly #options: ListenerOptions;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #ended = new AbortController();

  private constructor(options: ListenerOptions) {
    this.#options = options;
    this.#server =
      options.tls === undefined
        ? createServer({ noDelay: true }, (socket) => this.#converse(socket))
        : createTlsServer({ ...options.tls, noDelay: true }, (socket) => this.#converse(socket));
    this.#server.on("connection", (socket: Socket) => this.#accept(socket));
    this.#server.maxConnections = options.settings.maxConnections;
  }

  /**
   * Opens the port.
   * @throws Problem `port-in-use`
   */
  static async open(options: ListenerOptions): Promise<Listener> {
    const listener = new Listener(options);
    await listener.#listen();
    return listener;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : this.#options.port;
  }

  /** Closes every connection and goes on listening, as a device does that starts anew. */
  dropConnections(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.#ended.abort();
    this.dropConnections();
    if (!this.#server.listening) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    await promise;
  }

  #listen(): Promise<void> {
    const { host, port } = this.#options;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#server.once("error", (cause) => {
      const taken = "code" in cause && cause.code === "EADDRINUSE";
      reject(taken ? portInUse(host, port, cause) : cause);
    });
    this.#server.listen(port, host, () => resolve());
    return promise;
  }

  /** Sees a connection before its handshake. */
  #accept(socket: Socket): void {
    const client = (socket.remoteAddress ?? "").replace(/^::ffff:/, "");
    if (!this.#options.serves(client)) {
      socket.destroy();
      return;
    }
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
  }

  /** Answers request after request in the order in which they came. */
  #converse(socket: Socket): void {
    // A client that resets the connection is nothing to a device.
    socket.on("error", () => socket.destroy());
    const splitter = new FrameSplitter();
    const authorized = this.#options.authorizes?.(socket) ?? true;
    let previous: Frame | undefined;
    let answered = Promise.resolve();
    const answerNext = async (request: Frame) => {
      previous = (await this.#answer(socket, this.#options.reply(request, authorized), previous)) ?? previous;
    };
    socket.on("data", (chunk) => {
      const requests = splitter.push(Buffer.from(chunk));
      if (requests === undefined) socket.destroy();
      for (const request of requests ?? []) answered = answered.then(() => answerNext(request));
    });
  }

  async #answer(socket: Socket, answer: Reply | undefined, previous: Frame | undefined): Promise<Frame | undefined> {
    const { settings } = this.#options;
    if (answer === undefined || !(await this.#pause(settings.delay))) return undefined;
    const delivery = deliver(answer.frame, previous, { segments: settings.segments, fault: answer.fault });
    for (const [index, segment] of delivery.segments.entries()) {
      if (index > 0 && !(await this.#pause(segmentPauseMs))) return undefined;
      if (socket.writable) socket.write(segment);
    }
    if (delivery.closes) socket.end();
    return answer.frame;
  }

  /** False where the listener was closed meanwhile. */
  async #pause(ms: number): Promise<boolean> {
    if (ms > 0) await wait(ms, undefined, { signal: this.#ended.signal }).catch(() => undefined);
    return !this.#ended.signal.aborted;
  }
}

function portInUse(host: string, port: number, cause: unknown): Problem {
  return new Problem("port-in-use", "The port of a simulated device is in use.", {
    target: `${host}:${port}`,
    advice: "Stop what listens there, or give the device another port.",
    cause,
  });
}
