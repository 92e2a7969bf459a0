import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { z } from "zod";

/** The public part of a collector's key, as NATS writes it: a prefix, 32 bytes of Ed25519, a check sum, in base 32. */
export const collectorKeySchema = z
  .string()
  .regex(/^U[A-Z2-7]{55}$/, "expected the public part of a user key of NATS, which begins with U")
  .refine((text) => hasItsChecksum(decodeBase32(text)), "expected a key whose check sum holds");

/** Whether the owner of the key signed these bytes. */
export function isSignedBy(publicKey: string, bytes: Uint8Array, signature: Uint8Array): boolean {
  return verify(null, bytes, keyObject(publicKey), signature);
}

/** What an Ed25519 key looks like in PKCS #8, before its 32 bytes. */
const pkcs8Head = Buffer.from("302e020100300506032b657004220420", "hex");

/** A function that signs with the seed of a user key as NATS writes it. */
export function signerOf(seed: string): (bytes: Uint8Array) => Uint8Array {
  const secret = decodeBase32(seed.trim()).subarray(2, 34);
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Head, secret]), format: "der", type: "pkcs8" });
  return (bytes) => sign(null, bytes, key);
}

function keyObject(publicKey: string): KeyObject {
  const x = decodeBase32(publicKey).subarray(1, 33).toString("base64url");
  return createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
}

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function decodeBase32(text: string): Buffer {
  let bits = 0n;
  for (const letter of text) bits = (bits << 5n) | BigInt(base32.indexOf(letter));
  const spare = BigInt((text.length * 5) % 8);
  const size = Math.floor((text.length * 5) / 8);
  return Buffer.from((bits >> spare).toString(16).padStart(size * 2, "0"), "hex");
}

/** CRC-16/XMODEM over prefix and key, least significant byte first. */
function hasItsChecksum(bytes: Buffer): boolean {
  let crc = 0;
  for (const byte of bytes.subarray(0, -2)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = ((crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021) & 0xffff;
  }
  return bytes.readUInt16LE(bytes.length - 2) === crc;
}
