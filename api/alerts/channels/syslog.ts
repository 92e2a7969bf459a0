import { createSocket } from "node:dgram";
import { connect, isIP, type Socket } from "node:net";
import { hostname } from "node:os";
import { connect as connectTls } from "node:tls";
import type { Severity } from "../../../model/severity.ts";
import { type AlertChannelDriver, type AlertMessage, cutToBytes, sendTimeoutMs } from "./define.ts";

/** Severities of RFC 5424, table 2. */
const levels: Readonly<Record<Severity, number>> = { critical: 2, high: 3, medium: 4, low: 5 };
/** A datagram that any receiver takes (RFC 5426, 3.2). */
const datagramLimit = 2048;
/** The private enterprise number kept for documentation (RFC 5612). */
const structuredDataId = "plantwatch@32473";

/** One message of RFC 5424. Over TCP and TLS with octet counting (RFC 6587, 3.4.1). */
export const syslog: AlertChannelDriver<"syslog"> = {
  kind: "syslog",
  async send({ host, port, transport, facility }, message) {
    const text = syslogMessage(message, facility);
    if (transport === "udp") return sendDatagram(host, port, cutToBytes(text, datagramLimit));
    return sendFramed(transport, { host, port }, Buffer.from(text));
  },
};

export function syslogMessage({ severity, reason, title, lines, url, at, id }: AlertMessage, facility: number): string {
  const priority = facility * 8 + levels[severity];
  const data = Object.entries({ id, reason, severity, url }).map(([name, value]) => `${name}="${escapeValue(value)}"`);
  // The byte order mark says that the text is UTF-8 (RFC 5424, 6.4).
  const text = `\uFEFF${[title, ...lines].join("; ").replaceAll(/[\r\n\t]+/g, " ")}`;
  return `<${priority}>1 ${at} ${asciiName(hostname())} plantwatch ${process.pid} ${reason} [${structuredDataId} ${data.join(" ")}] ${text}`;
}

function escapeValue(value: string): string {
  return value.replaceAll(/["\\\]]/g, "\\$&").replaceAll(/[\r\n]/g, " ");
}

function asciiName(name: string): string {
  return name.replaceAll(/[^!-~]/g, "-").slice(0, 255) || "-";
}

async function sendDatagram(host: string, port: number, text: string): Promise<void> {
  const socket = createSocket(isIP(host) === 6 ? "udp6" : "udp4");
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once("error", reject);
      socket.send(text, port, host, (error) => (error === null ? resolve() : reject(error)));
    });
  } finally {
    socket.close();
  }
}

async function sendFramed(transport: "tcp" | "tls", to: { host: string; port: number }, message: Buffer): Promise<void> {
  const socket: Socket =
    transport === "tls" ? connectTls({ ...to, servername: isIP(to.host) === 0 ? to.host : "" }) : connect(to);
  await new Promise<void>((resolve, reject) => {
    socket.setTimeout(sendTimeoutMs, () => socket.destroy(new Error("no answer in time")));
    socket.once("error", reject);
    socket.once("close", () => resolve());
    socket.once(transport === "tls" ? "secureConnect" : "connect", () => {
      socket.end(Buffer.concat([Buffer.from(`${message.length} `), message]));
      socket.resume();
    });
  });
}
