import { createServer, type Server, type Socket } from "node:net";
import { describeError, Problem } from "../../model/problem.ts";
import type {
  DeviceEnvironment,
  Expectation,
  Listener,
  RequestRecord,
  RunningEndpoint,
  ServedEndpoint,
  SimulatedDevice,
  Simulator,
} from "../define.ts";
import { RequestLog } from "../request-log.ts";
import { behaviours } from "./behaviours.ts";

/** Peers that answer to hurt. A monitor must stay well, and may claim to know nothing about them. */
export const simulator: Simulator = {
  profiles: Object.keys(behaviours).sort(),
  weaknesses: [],
  expectations: ({ profile, listeners }) =>
    listeners.flatMap(({ endpoints }) => endpoints).flatMap((served) => failures(profile, served)),
  async start({ profile, listeners }, environment) {
    const peers = listeners.map((listener) => new HostilePeer(profile, listener, environment));
    await Promise.all(peers.map((peer) => peer.start()));
    return together(peers);
  },
};

/** What a peer says on Modbus that is not an answer breaks the protocol, and what never ends is late; OPC UA has no check of it. */
const alsoOnModbus: Readonly<Record<string, readonly string[]>> = { silent: ["modbus.unresponsive"], drip: [] };

function failures(profile: string, { asset, endpoint }: ServedEndpoint): Expectation[] {
  const modbus = alsoOnModbus[profile] ?? ["modbus.protocol-violation"];
  const checks = ["monitor.covered", ...(endpoint.protocol === "modbus" ? modbus : [])];
  return checks.map((check) => ({ assetId: asset.id, check, status: "fail", weakness: `hostile-${profile}` }));
}

function together(peers: readonly HostilePeer[]): SimulatedDevice {
  return {
    endpoints: peers.flatMap(({ endpoints }) => endpoints),
    requestLog: () => peers.flatMap((peer) => peer.requestLog()),
    perform: (action) => Promise.reject(new Problem("unknown-action", `A hostile peer cannot "${action}".`)),
    stop: async () => {
      await Promise.all(peers.map((peer) => peer.stop()));
    },
  };
}

class HostilePeer {
  readonly #listener: Listener;
  readonly #environment: DeviceEnvironment;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #log = new RequestLog();

  constructor(profile: string, listener: Listener, environment: DeviceEnvironment) {
    const protocol = listener.endpoints[0]?.endpoint.protocol;
    const behaviour = protocol === undefined ? undefined : behaviours[profile]?.[protocol];
    if (behaviour === undefined) throw new Problem("unknown-profile", `There is no hostile peer "${profile}".`);
    this.#listener = listener;
    this.#environment = environment;
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.once("close", () => this.#sockets.delete(socket));
      // The client hanging up on such a peer is what is hoped for.
      socket.on("error", () => socket.destroy());
      socket.on("data", (bytes) => {
        this.#log.add({ at: environment.clock.now(), service: "bytes" });
        behaviour(socket, typeof bytes === "string" ? Buffer.from(bytes) : bytes);
      });
    });
  }

  get endpoints(): readonly RunningEndpoint[] {
    const address = this.#server.address();
    const port = typeof address === "object" && address !== null ? address.port : this.#listener.port;
    return this.#listener.endpoints.map(({ asset, endpoint }) => ({
      assetId: asset.id,
      endpointId: endpoint.id,
      url: Object.assign(new URL(endpoint.url), { host: `${this.#listener.host}:${port}` }).href,
    }));
  }

  requestLog(): readonly RequestRecord[] {
    return this.#log.read();
  }

  start(): Promise<void> {
    const { host, port } = this.#listener;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#server.once("error", (cause) =>
      reject(new Problem("port-in-use", describeError(cause), { target: `${host}:${port}`, cause })),
    );
    this.#server.listen({ host, port }, resolve);
    return promise;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    if (!this.#server.listening) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    await promise;
    this.#environment.log.debug("hostile peer closed");
  }
}
