import { readFile } from "node:fs/promises";
import { type Authenticator, connect, credsAuthenticator, type NatsConnection, nkeyAuthenticator } from "@nats-io/transport-node";
import type { Logger } from "pino";
import { second } from "../../model/instant.ts";
import { describeError, Problem } from "../../model/problem.ts";

export interface NatsSettings {
  /** Host and port of one server or several of one cluster. */
  readonly servers: readonly string[];
  /** PEM file of the servers' authority, where this machine does not know it anyway. */
  readonly authority?: string;
  /** The seed of a key, or credentials that the operator of the servers gave. */
  readonly login: { readonly keyFile: string } | { readonly credentialsFile: string };
}

/**
 * Connects over TLS, and again whenever the connection is lost, for as long as it is not closed. Waits for a server that does not answer yet,
 * and for one that does not know the key yet.
 * @throws Problem `key-unreadable`, `certificate-unreadable`
 */
export async function connectToNats(
  { servers, authority, login }: NatsSettings,
  { name, inboxPrefix, log }: { name: string; inboxPrefix?: string; log: Logger },
): Promise<NatsConnection> {
  const authenticator = await authenticatorOf(login);
  const ca = authority === undefined ? {} : { ca: await read(authority, "certificate-unreadable") };
  const connection = await connect({
    servers: [...servers],
    name,
    authenticator,
    // Without this even a tls:// address would be dialled in the clear.
    tls: ca,
    ignoreAuthErrorAbort: true,
    waitOnFirstConnect: true,
    maxReconnectAttempts: -1,
    reconnectTimeWait: second,
    ...(inboxPrefix === undefined ? {} : { inboxPrefix }),
  });
  void tellTrouble(connection, log);
  return connection;
}

async function tellTrouble(connection: NatsConnection, log: Logger): Promise<void> {
  for await (const status of connection.status()) {
    if (status.type === "disconnect") log.warn("the connection to NATS is lost; it is tried again");
    if (status.type === "reconnect") log.info("connected to NATS again");
    if (status.type === "error") log.warn({ error: describeError(status.error) }, "NATS refuses something");
  }
}

async function authenticatorOf(login: NatsSettings["login"]): Promise<Authenticator> {
  if ("credentialsFile" in login) return credsAuthenticator(bytes(await read(login.credentialsFile, "key-unreadable")));
  return nkeyAuthenticator(bytes((await read(login.keyFile, "key-unreadable")).trim()));
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

async function read(file: string, code: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new Problem(code, `cannot read what the connection to NATS needs: ${describeError(cause)}`, { target: file, cause });
  }
}
