import {
  BinaryStream,
  ClientSecureChannelLayer,
  type ClientSecureChannelLayerOptions,
  decodeMessage,
  type MessageSecurityMode,
  type NodeId,
  OpenSecureChannelResponse,
  type SecurityPolicy,
  type StatusCode,
  TCPErrorMessage,
} from "node-opcua";
import { hour } from "../../../model/instant.ts";
import { OpcuaFailure } from "./errors.ts";
import type { ApplicationIdentity } from "./identity.ts";
import type { Run } from "./run.ts";
import type { Service, ServiceResponse } from "./services.ts";
import { FencedTransport, type TransportHooks } from "./transport.ts";

/** How a channel is secured; the identity and the server's certificate are for modes other than None. */
export interface ChannelSecurity {
  readonly mode: MessageSecurityMode;
  readonly policy: SecurityPolicy;
  readonly serverCertificate?: Buffer;
  readonly identity?: ApplicationIdentity;
}

/** The library closes a socket that was idle for half of this; sessions rest much shorter between two jobs. */
const transportTimeout = 48 * hour;
const tokenLifetime = hour;

/**
 * A secure channel to the dialled address, and the only holder of the library's channel. It sends nothing but the services
 * that are declared, each admitted by the run; it never reconnects.
 */
export class Channel {
  readonly security: ChannelSecurity;
  /** The server's nonces of OpenSecureChannel. */
  readonly nonces: Buffer[] = [];
  readonly #layer: ClientSecureChannelLayer;
  #run: Run;
  #connected = false;
  #ended = false;
  #broken: unknown;
  #statusOfError: string | undefined;
  #bytesWritten = 0;
  /** Whole messages that arrived and that the library has not read. */
  #unread = 0;
  /** Ends the wait for an answer. */
  #interrupt: ((error: unknown) => void) | undefined;

  private constructor(run: Run, security: ChannelSecurity) {
    this.#run = run;
    this.security = security;
    this.#layer = new ClientSecureChannelLayer({ ...this.#options(security), transportFactory: this.#transports() });
    this.#layer.beforeSecurityRenew = () => this.#run.detached().admit();
    this.#layer.on("receive_chunk", (chunk) => this.#noteChunk(chunk));
    this.#layer.on("message", (message) => {
      this.#unread -= 1;
      if (message instanceof OpenSecureChannelResponse && message.serverNonce) this.nonces.push(message.serverNonce);
    });
  }

  /** Connects and opens a channel; throws an `OpcuaFailure`. */
  static async open(run: Run, security: ChannelSecurity): Promise<Channel> {
    run.startConnection();
    const channel = new Channel(run, security);
    await run.admit();
    try {
      await channel.#answer<void>(run, (resolve, reject) => {
        channel.#layer.create(run.endpoint.url, (error) => (error ? reject(error) : resolve()));
      });
      return channel;
    } catch (error) {
      channel.abort();
      throw channel.#explain(error);
    } finally {
      channel.#countSent();
    }
  }

  get alive(): boolean {
    return this.#layer.isOpened();
  }

  /** Asks one service in the name of a run; throws an `OpcuaFailure` and ends the channel where no answer can follow. */
  async call<Options, Answer extends ServiceResponse>(
    run: Run,
    service: Service<Options, Answer>,
    options: Options,
    authenticationToken?: NodeId,
  ): Promise<Answer> {
    this.#run = run;
    await run.admit();
    const request = service.make(options);
    if (authenticationToken !== undefined) request.requestHeader.authenticationToken = authenticationToken;
    try {
      const response = await this.#answer<object | undefined>(run, (resolve, reject) => {
        this.#layer.performMessageTransaction(request, (error, answer) => (error ? reject(error) : resolve(answer)));
      });
      if (response === undefined || !service.isAnswer(response)) {
        throw new OpcuaFailure("protocol-error", `no ${service.name} response to a ${service.name} request`);
      }
      // Some servers say no in the service's own response instead of a ServiceFault.
      const { serviceResult } = response.responseHeader;
      if (serviceResult.isGoodish()) return response;
      throw new OpcuaFailure("bad-status", `the server answered ${serviceResult.name}`, { statusCode: serviceResult.name });
    } catch (error) {
      const failure = this.#explain(error);
      if (failure.failure !== "bad-status" && failure.failure !== "cancelled") this.abort();
      throw failure;
    } finally {
      this.#countSent();
    }
  }

  /** Ends channel and connection, in the protocol's orderly way where gate and peer allow it in a short time. */
  async close(run: Run): Promise<void> {
    try {
      if (!this.alive) return;
      await run.admit();
      await run.answer(new Promise<void>((resolve) => this.#layer.close(() => resolve())));
    } catch {
      // Nobody is left to whom it could matter: the connection is dropped below.
    } finally {
      this.#countSent();
      this.abort();
    }
  }

  /** Drops the connection. */
  abort(): void {
    this.#layer.dispose();
  }

  #options(security: ChannelSecurity): ClientSecureChannelLayerOptions {
    const { identity, serverCertificate } = security;
    return {
      securityMode: security.mode,
      securityPolicy: security.policy,
      connectionStrategy: { maxRetry: 0 },
      transportTimeout,
      defaultSecureTokenLifetime: tokenLifetime,
      // Also where the server grants longer than a timer can wait, after which the library would ask again and again at once.
      tokenRenewalInterval: 0.75 * tokenLifetime,
      ...(identity === undefined ? {} : { parent: identity.parent }),
      ...(serverCertificate === undefined ? {} : { serverCertificate }),
    };
  }

  #transports(): NonNullable<ClientSecureChannelLayerOptions["transportFactory"]> {
    const hooks: TransportHooks = {
      connected: () => {
        this.#connected = true;
      },
      ended: () => {
        this.#ended = true;
      },
      beforeOpen: () => this.#run.admit(),
      received: (bytes) => this.#run.received(bytes),
      broken: (error) => {
        this.#broken ??= error;
        this.#interrupt?.(error);
      },
    };
    return { create: () => new FencedTransport(hooks) };
  }

  /** Waits for the library, or until the peer's bytes cannot be read, of which the library does not always tell. */
  async #answer<T>(run: Run, ask: (resolve: (answer: T) => void, reject: (error: unknown) => void) => void): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#interrupt = reject;
    try {
      ask(resolve, reject);
      return await run.answer(promise);
    } finally {
      this.#interrupt = undefined;
    }
  }

  #countSent(): void {
    const written = this.#layer.bytesWritten;
    this.#run.sent(written - this.#bytesWritten);
    this.#bytesWritten = written;
  }

  /**
   * Looks at a chunk before the library does. An Error message (OPC 10000-6, 7.1.2.5) ends the connection, and the library does
   * not always pass its code on; a last chunk that it cannot read it passes over in silence.
   */
  #noteChunk(chunk: Buffer): void {
    const [type, last] = [chunk.toString("latin1", 0, 3), chunk.toString("latin1", 3, 4) === "F"];
    if (type === "ERR") {
      const message = decodeMessage(new BinaryStream(chunk), TCPErrorMessage);
      if (message instanceof TCPErrorMessage) this.#statusOfError = message.statusCode.name;
    } else if (last) {
      this.#unread += 1;
      setImmediate(() => this.#expectRead());
    }
  }

  #expectRead(): void {
    if (this.#unread <= 0) return;
    this.#broken ??= new Error("a message that cannot be read");
    this.abort();
  }

  #explain(error: unknown): OpcuaFailure {
    const target = this.#run.endpoint.url;
    if (this.#broken instanceof OpcuaFailure) return this.#broken;
    if (this.#broken !== undefined) return new OpcuaFailure("protocol-error", "an unreadable answer", { target, cause: error });
    const statusCode = statusOf(error) ?? this.#statusOfError;
    if (statusCode !== undefined) {
      return new OpcuaFailure("bad-status", `the server answered ${statusCode}`, { target, statusCode, cause: error });
    }
    if (error instanceof OpcuaFailure) return error;
    const message = error instanceof Error ? error.message : String(error);
    if (this.#ended) return new OpcuaFailure("connection-closed", message, { target, cause: error });
    return new OpcuaFailure(this.#connected ? "protocol-error" : "connect-failed", message, { target, cause: error });
  }
}

/** The status code that an error of the library carries: of a service fault, or of an Error message in answer to Hello. */
function statusOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { statusCode, response } = error as {
    statusCode?: StatusCode;
    response?: { responseHeader?: { serviceResult?: StatusCode } };
  };
  return (response?.responseHeader?.serviceResult ?? statusCode)?.name;
}
