import { zstdCompressSync, zstdDecompressSync } from "node:zlib";

/** Bytes that a message may have once it is unpacked: a full batch whose observations all hold the facts of a large server. */
const largestUnpacked = 64 * 1024 * 1024;

/** JSON, compressed. */
export function pack(value: unknown): Uint8Array {
  return zstdCompressSync(JSON.stringify(value));
}

/**
 * What `pack` made; its shape is for the caller to check.
 * @throws Error where it is no such thing, or too large
 */
export function unpack(bytes: Uint8Array): unknown {
  return JSON.parse(zstdDecompressSync(bytes, { maxOutputLength: largestUnpacked }).toString("utf8"));
}
