import { createHash } from "node:crypto";

/** The name space of everything that Plantwatch names in OSCAL; fixed for ever, since the ids of all exports follow from it. */
export const plantwatchNamespace = "8b0a4a0e-6c5e-5b0f-9d43-3c7c4a1f2e66";

/** A UUID that follows from a name (RFC 9562, version 5): the same name gives the same id on every machine and at any time. */
export function uuidV5(name: string, namespace: string = plantwatchNamespace): string {
  const hash = createHash("sha1")
    .update(Buffer.from(namespace.replaceAll("-", ""), "hex"))
    .update(name, "utf8")
    .digest();
  const bytes = hash.subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
