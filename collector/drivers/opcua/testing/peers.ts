import { once } from "node:events";
import { createConnection, createServer, type Server, type Socket } from "node:net";

/** A TCP peer on loopback that a test lets behave as it likes. */
export interface Peer {
  readonly port: number;
  readonly url: string;
  /** Connections that were ever made to it. */
  readonly connections: () => number;
  /** Connections that are open now. */
  readonly open: () => number;
  stop(): Promise<void>;
}

export async function startPeer(onConnection: (socket: Socket) => void): Promise<Peer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    onConnection(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = portOf(server);
  return {
    port,
    url: `opc.tcp://127.0.0.1:${port}`,
    connections: () => connections,
    open: () => sockets.size,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** A peer that passes everything on to a server, except that `alter` may change each message of the server's, or end it. */
export function startProxy(port: number, alter: (message: Buffer, count: number) => Buffer | "close"): Promise<Peer> {
  return startPeer((client) => {
    const upstream = createConnection({ host: "127.0.0.1", port });
    let count = 0;
    upstream.on("error", () => client.destroy());
    client.on("data", (data) => upstream.write(data));
    client.on("close", () => upstream.destroy());
    upstream.on("close", () => client.end());
    upstream.on("data", (data: Buffer) => {
      const altered = alter(data, count++);
      if (altered === "close") client.destroy();
      else client.write(altered);
    });
  });
}

/** A message of OPC 10000-6, 7.1.2: type, chunk kind, length and body. */
export function frame(type: string, body: Buffer, length = body.length + 8): Buffer {
  const header = Buffer.alloc(8);
  header.write(type, 0, "latin1");
  header.writeUInt32LE(length, 4);
  return Buffer.concat([header, body]);
}

/** Acknowledge (OPC 10000-6, 7.1.2.4) with limits of 64 KiB. */
export const acknowledge = frame("ACKF", Buffer.from(new Uint32Array([0, 65_536, 65_536, 0, 0]).buffer));

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening on a port");
  return address.port;
}
