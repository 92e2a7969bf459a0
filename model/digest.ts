import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Outcome } from "./observation.ts";

/** The canonical JSON text (RFC 8785) of a value: equal values give equal bytes. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("A value that JSON cannot express has no canonical form");
  return text;
}

/** SHA-256 of a text's UTF-8 bytes, 64 lower-case hexadecimal digits. */
export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/**
 * Identity of what a probe saw: SHA-256 (hex) over the asset's salt followed by the canonical JSON of `{ facts, outcome }`,
 * where `facts` is absent unless the endpoint answered. The salt keeps an address from being guessed from a masked report.
 */
export function observationDigest(salt: string, outcome: Outcome, facts: Readonly<Record<string, unknown>> | undefined): string {
  return sha256(salt + canonicalJson({ facts, outcome }));
}
