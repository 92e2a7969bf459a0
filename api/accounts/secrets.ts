import { createHash, randomBytes } from "node:crypto";

/** Tells a token of Plantwatch from other secrets, for scanners of repositories and logs. */
const tokenPrefix = "pw_";

/** A secret of 256 random bits. */
export function newTokenSecret(): string {
  return `${tokenPrefix}${randomBytes(32).toString("base64url")}`;
}

/** How a token is kept: with 256 random bits a plain digest cannot be guessed back. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
