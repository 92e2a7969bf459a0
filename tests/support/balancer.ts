import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A loopback address before several servers, each connection to the next one that answers. */
export interface Balancer {
  readonly port: number;
  close(): Promise<void>;
}

export async function startBalancer(port: number, targets: readonly number[]): Promise<Balancer> {
  const open = new Set<Socket>();
  let turn = 0;
  const server = createServer((client) => {
    open.add(client);
    client.on("error", () => undefined).on("close", () => open.delete(client));
    turn += 1;
    join(client, [...targets.slice(turn % targets.length), ...targets.slice(0, turn % targets.length)]);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    port,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function join(client: Socket, [first, ...others]: readonly number[]): void {
  if (first === undefined) return void client.destroy();
  const server = connect(first, "127.0.0.1");
  let isJoined = false;
  server.on("connect", () => {
    isJoined = true;
    client.pipe(server).pipe(client);
  });
  server.on("error", () => (isJoined ? client.destroy() : join(client, others)));
  server.on("close", () => isJoined && client.destroy());
  client.on("close", () => server.destroy());
}
