import { x509 } from "node-opcua-crypto";

/** The role under which devices of Modbus/TCP Security know a collector; what it may do there, the device's own rules say. */
export const monitorRole = "Monitor";

const roleOid = "1.3.6.1.4.1.50316.802.1";
const utf8StringTag = 0x0c;
/** Longer ones would need a length of more than one byte in DER. */
const longestRole = 127;

/** The role in a client certificate: one UTF8String, not critical (Modbus/TCP Security, 8). */
export function roleExtension(role: string): x509.Extension {
  const text = Buffer.from(role, "utf8");
  if (text.length === 0 || text.length > longestRole) throw new RangeError(`a role has 1 to ${longestRole} bytes`);
  return new x509.Extension(roleOid, false, Uint8Array.of(utf8StringTag, text.length, ...text));
}
