import { connect, createServer, type Socket } from "node:net";

/** What one client sent over one connection, and how many connections were open at once. */
export interface RecordingProxy {
  readonly port: number;
  readonly sent: readonly Buffer[];
  readonly mostAtOnce: number;
  stop(): Promise<void>;
}

/** Stands between a client and a server on loopback and keeps every byte that the client sends, connection by connection. */
export async function startRecordingProxy(target: { host: string; port: number }): Promise<RecordingProxy> {
  const sent: Buffer[] = [];
  const sockets = new Set<Socket>();
  const seen = { open: 0, mostAtOnce: 0 };
  const server = createServer((client) => {
    const connection = sent.push(Buffer.alloc(0)) - 1;
    const upstream = connect(target.port, target.host);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => sockets.delete(socket));
    }
    seen.mostAtOnce = Math.max(seen.mostAtOnce, ++seen.open);
    client.on("close", () => {
      seen.open -= 1;
      upstream.destroy();
    });
    upstream.on("close", () => client.destroy());
    client.on("data", (chunk: Buffer) => {
      sent[connection] = Buffer.concat([sent[connection] ?? Buffer.alloc(0), chunk]);
    });
    client.pipe(upstream);
    upstream.pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  return {
    port: address.port,
    sent,
    get mostAtOnce() {
      return seen.mostAtOnce;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
