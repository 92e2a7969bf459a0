import { once } from "node:events";
import type { Socket } from "node:net";
import { type ConnectionOptions, TLSSocket } from "node:tls";
import { type TlsFacts, tlsVersions } from "../../../../model/protocols/modbus/facts.ts";
import type { DriverServices } from "../../define.ts";
import { connectionKeyOf } from "../address.ts";
import { certificateFacts } from "../certificate-facts.ts";
import { ModbusClient } from "../client.ts";
import { closeSocket, dialTls, openSocket } from "../connect.ts";
import type { Conversation } from "../conversation.ts";
import { ModbusFailure } from "../errors.ts";
import { declaredRead } from "./health.ts";

type TlsVersion = (typeof tlsVersions)[number];

/** Lets the old versions and weak keys be offered at all; what the server makes of them is the question. */
const anyStrength = "DEFAULT@SECLEVEL=0";

/**
 * Offers each version alone, with the collector's certificate, and then asks for a read without one. Every attempt is a connection
 * of its own, one after the other, with the link's own connection given back before.
 */
export async function probeTls(conversation: Conversation, { identity }: DriverServices): Promise<TlsFacts> {
  if (!conversation.address.secure) throw new ModbusFailure("not-supported", "the endpoint does not use TLS");
  const own = { cert: identity.certificatePem, key: identity.privateKeyPem };
  const handshakes: TlsFacts["handshakes"] = {};
  let certificate: TlsFacts["certificate"];
  for (const version of tlsVersions) {
    const attempt = await conversation.alone(() => offer(conversation, version, own));
    if (attempt.agreed !== undefined) handshakes[version] = attempt.agreed;
    certificate = attempt.certificate ?? certificate;
  }
  if (Object.keys(handshakes).length === 0) throw new ModbusFailure("connect-tls-failed", "no TLS handshake could be made");
  const stranger = await conversation.alone(() => readWithoutCertificate(conversation));
  return {
    handshakes,
    ...(certificate === undefined ? {} : { certificate }),
    ...(stranger === undefined ? {} : { withoutClientCertificate: stranger }),
  };
}

interface Attempt {
  /** Whether the server agreed to the version; absent where that could not be told. */
  readonly agreed?: boolean;
  readonly certificate?: TlsFacts["certificate"];
}

async function offer(conversation: Conversation, version: TlsVersion, own: ConnectionOptions): Promise<Attempt> {
  const options = { ...own, minVersion: version, maxVersion: version, ciphers: anyStrength };
  try {
    const socket = await open(conversation, options);
    const peer = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
    await closeSocket(socket);
    return { agreed: true, ...(peer === undefined ? {} : { certificate: certificateFacts(peer) }) };
  } catch (error) {
    const agreed = agreedBefore(sslCodeOf(error));
    if (agreed === undefined) throwUnlessTls(error);
    return agreed === undefined ? {} : { agreed };
  }
}

function open(conversation: Conversation, options: ConnectionOptions): Promise<Socket> {
  const { address, signal } = conversation;
  return openSocket(dialTls(address, options), connectionKeyOf(address), signal);
}

/** Codes by which a server (or OpenSSL for it) says that it does not speak a version. */
const versionRefused =
  /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|WRONG_VERSION_NUMBER|HANDSHAKE_FAILURE|NO_SHARED_CIPHER|INAPPROPRIATE_FALLBACK/;
/** Codes that come after the version was agreed: it is our certificate that was not liked. */
const certificateRefused = /ALERT_(BAD_CERTIFICATE|UNKNOWN_CA|CERTIFICATE|UNSUPPORTED_CERTIFICATE|ACCESS_DENIED)/;

function agreedBefore(code: string): boolean | undefined {
  if (certificateRefused.test(code)) return true;
  return versionRefused.test(code) ? false : undefined;
}

/** A peer that cannot be reached at all ends the probe; one that only drops the socket leaves that version untold. */
function throwUnlessTls(error: unknown): void {
  const untold = error instanceof ModbusFailure && (error.failure === "connect-failed" || error.failure === "connect-tls-failed");
  if (!untold) throw error;
}

/** Asks for the same sign of life as `modbus.health`, as somebody without a certificate. */
async function readWithoutCertificate(conversation: Conversation): Promise<TlsFacts["withoutClientCertificate"]> {
  let socket: Socket;
  try {
    socket = await open(conversation, {});
  } catch (error) {
    if (sslCodeOf(error) !== "") return "refused";
    throwUnlessTls(error);
    return "closed";
  }
  const alert = alertOf(socket);
  const client = new ModbusClient(socket);
  try {
    await ask(conversation, client);
    return "answered";
  } catch (error) {
    if (!(error instanceof ModbusFailure) || error.failure !== "closed") return undefined;
    return (await alert) === "" ? "closed" : "refused";
  } finally {
    await client.close();
  }
}

/** With TLS 1.3 the refusal comes after the handshake, as an alert: its code, or nothing where the socket just closes. */
async function alertOf(socket: Socket): Promise<string> {
  const failed = Promise.withResolvers<string>();
  socket.once("error", (error) => failed.resolve(sslCodeOf(error)));
  return Promise.race([failed.promise, once(socket, "close").then(() => "", sslCodeOf)]);
}

async function ask(conversation: Conversation, client: ModbusClient): Promise<void> {
  const { unit } = conversation.address;
  const read = declaredRead(conversation);
  await conversation.count(client, async (patience) => {
    if (read !== undefined) await client.read(unit, read, patience);
    else if (!conversation.isForbidden({ function: 43, category: 1, object: 0 })) {
      await client.call(unit, { function: 43, category: 1, object: 0 }, patience);
    } else throw new ModbusFailure("not-supported", "no register is declared, and the profile forbids FC 43/14");
  });
}

/** OpenSSL's code of a failure, or empty. */
function sslCodeOf(error: unknown): string {
  const cause = error instanceof ModbusFailure ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return code.startsWith("ERR_SSL") ? code : "";
}
