import { ClientTCP_transport, type ISocketLike, StatusCodes, type TransportSettingsOptions } from "node-opcua";

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
      else this.#hooks.beforeOpen().then(() => callback(), callback);
    });
  }

  protected override _install_socket(socket: ISocketLike): void {
    super._install_socket(socket);
    const readers = socket.listeners("data");
    socket.removeAllListeners("data");
    socket.on("data", (data) => {
      try {
        this.#hooks.received(data.length);
        for (const read of readers) read(data);
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
