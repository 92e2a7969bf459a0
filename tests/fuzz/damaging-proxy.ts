import { connect, createServer, type Server, type Socket } from "node:net";
import type { Delivery } from "./damage.ts";
import { Sender } from "./sender.ts";
import { MessageCutter, type WireFormat } from "./wire-format.ts";

/** One answer of a good device, on its way to the client. */
export interface Exchange {
  /** Numbers the connections of one proxy. */
  readonly connection: number;
  /** The message of the client that came last. */
  readonly request: Buffer;
  readonly answer: Buffer;
  /** The answer before it on this connection. */
  readonly previous: Buffer | undefined;
}

/** Decides over answers, and sees what goes over the wire. */
export interface Interference {
  deliver(exchange: Exchange): Delivery;
  /** A whole message of the client. */
  asked?(connection: number, request: Buffer): void;
  /** Bytes as they went out to the client. */
  written?(connection: number, bytes: Buffer): void;
}

export interface Listening extends AsyncDisposable {
  readonly port: number;
}

/** Stands between a client and a good device on loopback, and delivers every answer as the interference says. */
export function startDamagingProxy(
  target: { readonly host: string; readonly port: number },
  format: WireFormat,
  interference: Interference,
): Promise<Listening> {
  let connections = 0;
  return listen((client) => {
    connections += 1;
    relay(client, connect(target.port, target.host), format, connections, interference);
  });
}

function relay(client: Socket, device: Socket, format: WireFormat, connection: number, interference: Interference): void {
  const sender = new Sender(client, (bytes) => interference.written?.(connection, bytes));
  const requests = new MessageCutter(format);
  const answers = new MessageCutter(format);
  let request: Buffer = Buffer.alloc(0);
  let previous: Buffer | undefined;
  client.on("data", (chunk: Buffer) => {
    for (const message of requests.push(chunk)) {
      request = message;
      interference.asked?.(connection, message);
    }
    if (device.writable) device.write(chunk);
  });
  client.on("close", () => device.destroy());
  device.setNoDelay(true);
  device.on("error", () => client.end());
  device.on("end", () => client.end());
  device.on("data", (chunk: Buffer) => {
    for (const answer of answers.push(chunk)) {
      sender.deliver(interference.deliver({ connection, request, answer, previous }));
      previous = answer;
    }
  });
}

/** A server on a free port of loopback whose connections end with it. */
export async function listen(onConnection: (socket: Socket) => void): Promise<Listening> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    onConnection(socket);
  });
  const port = await openPort(server);
  return {
    port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function openPort(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the system gave no port");
  return address.port;
}
