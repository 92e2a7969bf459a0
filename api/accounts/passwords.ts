import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const argon2Async = promisify(argon2);

/** RFC 9106, section 4, second recommended option, with 3 passes over 64 MiB; memory in KiB. */
const cost = { parallelism: 4, tagLength: 32, memory: 65_536, passes: 3 };
const formPattern = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9_-]+)\$([A-Za-z0-9_-]+)$/;

/** Argon2id (RFC 9106) in the usual PHC form, so that the cost can be raised later and old hashes still verify. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive(password, { ...cost, nonce });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${nonce.toString("base64url")}$${tag.toString("base64url")}`;
}

export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [, memory, passes, parallelism, nonce = "", tag = ""] = formPattern.exec(hash) ?? [];
  if (memory === undefined) return false;
  const expected = Buffer.from(tag, "base64url");
  const actual = await derive(password, {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
    nonce: Buffer.from(nonce, "base64url"),
  });
  return timingSafeEqual(actual, expected);
}

function derive(password: string, parameters: Omit<Argon2Parameters, "message">): Promise<Buffer> {
  return argon2Async("argon2id", { ...parameters, message: password.normalize("NFKC") });
}
