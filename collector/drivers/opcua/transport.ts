import { ClientTCP_transport, type ISocketLike, StatusCodes, type TransportSettingsOptions } from "node-opcua";
import { OpcuaFailure } from "./errors.ts";
import { quietly } from "./quietly.ts";

/** What a transport tells and asks the channel that speaks over it. */
export interface TransportHooks {
  connected(): void;
  /** The peer closed the connection. */
  ended(): void;
  /** Called between the acknowledged Hello and OpenSecureChannel, which the library would send in one go. */
  beforeOpen(): Promise<void>;
  /** Called with the size of everything that arrives; may throw to end the connection. */
  received(bytes: number): void;
  /** Called with the error that the peer's bytes caused. */
  broken(error: unknown): void;
}

const settings: Required<TransportSettingsOptions> = {
  maxMessageSize: 1024 * 1024,
  maxChunkCount: 64,
  receiveBufferSize: 65_536,
  sendBufferSize: 65_536,
};
/** The least that either side must take in one chunk (OPC 10000-6, 7.1.2.3). */
const leastBufferSize = 8192;

/**
 * The library's TCP transport with its reader fenced. What a peer sends is counted before it is read, and an error while
 * reading ends this connection; without the fence it would leave the socket's data event and end the process.
 */
export class FencedTransport extends ClientTCP_transport {
  readonly #hooks: TransportHooks;

  constructor(hooks: TransportHooks) {
    super(settings);
    this.#hooks = hooks;
  }

  override connect(...[endpointUrl, callback]: Parameters<ClientTCP_transport["connect"]>): void {
    super.connect(endpointUrl, (error) => {
      if (error) callback(error);
      // The channel may have been given up meanwhile, and then the library throws where only this promise can catch it.
      else
        this.#hooks
          .beforeOpen()
          .then(() => callback(), callback)
          .catch((late: unknown) => this.#hooks.broken(late));
    });
  }

  /**
   * Keeps what the peer acknowledges within what Hello offered (OPC 10000-6, 7.1.2.4). The library reads the size of its own chunks
   * from the acknowledgement itself: it would allocate gigabytes as told, and throw outside of every fence where no header fits.
   */
  override setLimits(acknowledged: Parameters<ClientTCP_transport["setLimits"]>[0]): void {
    const { sendBufferSize, receiveBufferSize } = acknowledged;
    if (Math.min(sendBufferSize, receiveBufferSize) < leastBufferSize) {
      throw new OpcuaFailure("protocol-error", `buffers of ${sendBufferSize} and ${receiveBufferSize} bytes are too small`);
    }
    acknowledged.sendBufferSize = Math.min(sendBufferSize, settings.sendBufferSize);
    acknowledged.receiveBufferSize = Math.min(receiveBufferSize, settings.receiveBufferSize);
    super.setLimits(acknowledged);
  }

  protected override _install_socket(socket: ISocketLike): void {
    super._install_socket(socket);
    const readers = socket.listeners("data");
    socket.removeAllListeners("data");
    socket.on("data", (data) => {
      try {
        this.#hooks.received(data.length);
        quietly(() => {
          for (const read of readers) read(data);
        });
      } catch (error) {
        this.#hooks.broken(error);
        this.prematureTerminate(new Error("unreadable answer"), StatusCodes.BadDecodingError);
      }
    });
    socket.on("connect", () => this.#hooks.connected());
    socket.prependListener("end", () => this.#hooks.ended());
    socket.prependListener("error", (error) => {
      if ("code" in error && (error.code === "ECONNRESET" || error.code === "EPIPE")) this.#hooks.ended();
    });
  }
}
