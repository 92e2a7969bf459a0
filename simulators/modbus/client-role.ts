import { TLSSocket } from "node:tls";
import { x509 } from "node-opcua-crypto";

/** Extension of a client certificate that names its role (Modbus/TCP Security, 8). */
const roleOid = "1.3.6.1.4.1.50316.802.1";
const utf8StringTag = 0x0c;

/** The role that a connected client's certificate names; undefined where it has none, or none that can be read. */
export function clientRole(socket: unknown): string | undefined {
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  if (certificate === undefined) return undefined;
  const value = new x509.X509Certificate(certificate.raw).getExtension(roleOid)?.value;
  return value === undefined ? undefined : decodeUtf8String(new Uint8Array(value));
}

function decodeUtf8String(der: Uint8Array): string | undefined {
  const [tag, length] = der;
  const whole = tag === utf8StringTag && length === der.length - 2 && length > 0;
  return whole ? Buffer.from(der.subarray(2)).toString("utf8") : undefined;
}
