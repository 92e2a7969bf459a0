import { connect as connectTcp, type Socket } from "node:net";
import { type ConnectionOptions, connect as connectTls } from "node:tls";
import type { ClientIdentity } from "../define.ts";
import type { UnitAddress } from "./address.ts";
import { connectFailure, ModbusFailure } from "./errors.ts";

export const connectTimeoutMs = 3000;

/** A socket that is on its way, and the event that says it is there. */
export interface Dialled {
  readonly socket: Socket;
  readonly opened: "connect" | "secureConnect";
}

/**
 * Dials a unit. On a secure port the collector shows its certificate (Modbus/TCP Security, 8) and takes the server's as it is:
 * judging it is the business of the checks.
 */
export function dial(address: UnitAddress, identity: ClientIdentity): Dialled {
  const { host, port, secure } = address;
  if (!secure) return { socket: connectTcp({ host, port }), opened: "connect" };
  return dialTls(address, { cert: identity.certificatePem, key: identity.privateKeyPem, minVersion: "TLSv1.2" });
}

/** Dials over TLS as the options say. */
export function dialTls({ host, port }: UnitAddress, options: ConnectionOptions): Dialled {
  return { socket: connectTls({ ...options, host, port, rejectUnauthorized: false }), opened: "secureConnect" };
}

/**
 * Waits until a socket is open, for `connectTimeoutMs` at most; one that does not open is destroyed.
 * @throws ModbusFailure `connect-…`, `deadline`
 */
export async function openSocket({ socket, opened }: Dialled, target: string, signal: AbortSignal): Promise<Socket> {
  const open = Promise.withResolvers<void>();
  const onAbort = () => open.reject(new ModbusFailure("deadline", "the time of the job was up while connecting", { target }));
  const timer = setTimeout(
    () => open.reject(new ModbusFailure("connect-timeout", "no connection in time", { target })),
    connectTimeoutMs,
  );
  signal.addEventListener("abort", onAbort, { once: true });
  socket.once(opened, () => open.resolve());
  // Stays for the life of the socket: an error nobody listens to would end the process.
  socket.on("error", (error) => open.reject(connectFailure(error, target)));
  socket.once("close", () => open.reject(new ModbusFailure("connect-failed", "closed while connecting", { target })));
  try {
    if (signal.aborted) onAbort();
    await open.promise;
    socket.setNoDelay(true);
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", onAbort);
  }
}

/** Closes in TCP's own order and stops waiting for a peer that does not close its side. */
export async function closeSocket(socket: Socket): Promise<void> {
  if (socket.closed || socket.destroyed) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(() => socket.destroy(), 500);
  socket.once("close", () => resolve());
  socket.end();
  // What still arrives is thrown away, or the end of the stream would never be seen.
  socket.resume();
  await promise;
  clearTimeout(timer);
}
