import type { Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { describeError, Problem } from "../../model/problem.ts";
import type { HttpsIdentity } from "./https-certificate.ts";

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves requests on an address, by HTTPS where there is a certificate for it; `askClients` asks for theirs.
 * @throws Problem `port-in-use` or `cannot-listen`.
 */
export async function listen(
  fetch: (request: Request, env: unknown) => Response | Promise<Response>,
  host: string,
  port: number,
  https?: HttpsIdentity & { readonly askClients?: boolean },
): Promise<Listening> {
  const secured =
    https === undefined
      ? {}
      : {
          createServer: createHttpsServer,
          serverOptions: {
            cert: https.certificatePem,
            key: https.privateKeyPem,
            minVersion: "TLSv1.2" as const,
            // Who shows which certificate is decided by those that people registered, not by their issuers.
            ...(https.askClients === true ? { requestCert: true, rejectUnauthorized: false } : {}),
          },
        };
  // The adaptor makes an HTTP/1.1 server, and an HTTPS server is one that listens with TLS; HTTP/2 is never asked for.
  const server = createAdaptorServer({ fetch, hostname: host, ...secured }) as Server;
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
