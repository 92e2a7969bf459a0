import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { describeError, Problem } from "../../model/problem.ts";

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves HTTP requests on an address.
 * @throws Problem `port-in-use` or `cannot-listen`.
 */
export async function listen(
  fetch: (request: Request, env: unknown) => Response | Promise<Response>,
  host: string,
  port: number,
): Promise<Listening> {
  // The adaptor makes an HTTP/1.1 server as long as no other kind is asked for.
  const server = createAdaptorServer({ fetch, hostname: host }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const inUse = cause.code === "EADDRINUSE";
      reject(
        new Problem(inUse ? "port-in-use" : "cannot-listen", `cannot listen on ${host}:${port}: ${describeError(cause)}`, {
          target: `${host}:${port}`,
          advice: inUse
            ? "Stop what listens there, or choose another port with PLANTWATCH_PORT."
            : "Choose another address with PLANTWATCH_HOST.",
          cause,
        }),
      );
    });
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Live streams never end by themselves.
        server.closeAllConnections();
      }),
  };
}
