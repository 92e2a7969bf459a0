import { connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** What the network does to a connection: nothing, hold every byte of an answer back for a while, or break off before the answer. */
export type Fault = { readonly kind: "none" } | { readonly kind: "delay"; readonly ms: number } | { readonly kind: "cut" };

export interface FaultyProxy {
  readonly url: string;
  /** Concerns bytes from now on. */
  fault: Fault;
  stop(): Promise<void>;
}

/** A network between a store and its server that a test can spoil. */
export async function startFaultyProxy(port: number): Promise<FaultyProxy> {
  const sockets = new Set<Socket>();
  const state: { fault: Fault } = { fault: { kind: "none" } };
  const server = createServer((client) => {
    const upstream = connect(port, "127.0.0.1");
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream);
    upstream.on("data", async (chunk: Buffer) => {
      if (state.fault.kind === "cut") client.destroy();
      if (state.fault.kind === "delay") await sleep(state.fault.ms);
      if (!client.destroyed) client.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    get fault() {
      return state.fault;
    },
    set fault(fault) {
      state.fault = fault;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
