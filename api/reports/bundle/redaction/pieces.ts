import { createHmac } from "node:crypto";
import { z } from "zod";
import { canonicalJson, sha256 } from "../../../../model/digest.ts";

/** A masked value by its place (RFC 6901) in the report's data, and the salted digest of what stood there. */
const maskedPieceSchema = z.strictObject({ path: z.string(), sha256: z.string() });
export type MaskedPiece = z.infer<typeof maskedPieceSchema>;

/** What a masked bundle says about everything that it masks. */
export const maskedSchema = z.strictObject({ profile: z.string(), pieces: z.array(maskedPieceSchema) });

/**
 * Digest of a masked value. Its salt follows from the enterprise's own secret and the place, so that a short value cannot be
 * guessed from its digest, and one salt gives away no other.
 */
export function pieceDigest(secret: string, path: string, value: unknown): string {
  const salt = createHmac("sha256", secret).update(path).digest("hex");
  return sha256(salt + canonicalJson(value ?? null));
}

/** Every place at which a masked copy differs from the original, with the digest of the original's value. */
export function maskedPieces(original: unknown, masked: unknown, secret: string): readonly MaskedPiece[] {
  return [...differences(original, masked, "")].map(({ path, value }) => ({ path, sha256: pieceDigest(secret, path, value) }));
}

interface Difference {
  readonly path: string;
  readonly value: unknown;
}

function* differences(original: unknown, masked: unknown, path: string): Generator<Difference> {
  if (original === masked) return;
  const [left, right] = [childrenOf(original), childrenOf(masked)];
  const sameShape =
    left !== undefined &&
    right !== undefined &&
    Array.isArray(original) === Array.isArray(masked) &&
    left.size === right.size &&
    [...left.keys()].every((key) => right.has(key));
  if (!sameShape) {
    yield { path, value: original };
    return;
  }
  for (const [key, value] of left)
    yield* differences(value, right.get(key), `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
}

function childrenOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)) : undefined;
}

/** The value at a place (RFC 6901); undefined where there is none. */
export function valueAt(document: unknown, path: string): unknown {
  const keys = path.split("/").slice(1);
  return keys.reduce<unknown>((value, key) => childrenOf(value)?.get(key.replaceAll("~1", "/").replaceAll("~0", "~")), document);
}
