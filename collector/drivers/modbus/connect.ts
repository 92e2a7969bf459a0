import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { ClientIdentity } from "../define.ts";
import { connectionKeyOf, type UnitAddress } from "./address.ts";
import { connectFailure, ModbusFailure } from "./errors.ts";

export const connectTimeoutMs = 3000;

/**
 * Opens a socket within `connectTimeoutMs`; a socket that does not open is destroyed. On a secure port the collector shows its
 * certificate (Modbus/TCP Security, 8) and takes the server's as it is: judging it is the business of the checks.
 * @throws ModbusFailure `connect-…`, `deadline`
 */
export async function openSocket(address: UnitAddress, identity: ClientIdentity, signal: AbortSignal): Promise<Socket> {
  const target = connectionKeyOf(address);
  if (signal.aborted) throw new ModbusFailure("deadline", "the time of the job was up before connecting", { target });
  const socket = address.secure ? dialSecure(address, identity) : connectTcp({ host: address.host, port: address.port });
  const opened = Promise.withResolvers<void>();
  const giveUp = (failure: ModbusFailure) => opened.reject(failure);
  const onAbort = () => giveUp(new ModbusFailure("deadline", "the time of the job was up while connecting", { target }));
  const timer = setTimeout(
    () => giveUp(new ModbusFailure("connect-timeout", "no connection in time", { target })),
    connectTimeoutMs,
  );
  signal.addEventListener("abort", onAbort, { once: true });
  socket.once(address.secure ? "secureConnect" : "connect", () => opened.resolve());
  // Stays for the life of the socket: an error nobody listens to would end the process.
  socket.on("error", (error) => giveUp(connectFailure(error, target)));
  socket.once("close", () => giveUp(new ModbusFailure("connect-failed", "closed while connecting", { target })));
  try {
    await opened.promise;
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

function dialSecure({ host, port }: UnitAddress, identity: ClientIdentity): Socket {
  return connectTls({
    host,
    port,
    cert: identity.certificatePem,
    key: identity.privateKeyPem,
    minVersion: "TLSv1.2",
    rejectUnauthorized: false,
  });
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
