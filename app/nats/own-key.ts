import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { nkeys } from "@nats-io/transport-node";
import { describeError, Problem } from "../../model/problem.ts";

export interface NatsKey {
  readonly publicKey: string;
  readonly seed: string;
}

export function newKey(): NatsKey {
  const pair = nkeys.createUser();
  return { publicKey: pair.getPublicKey(), seed: new TextDecoder().decode(pair.getSeed()) };
}

/**
 * A key that is kept in a file.
 * @throws Problem `key-unreadable`
 */
export async function readKey(file: string): Promise<NatsKey> {
  try {
    const seed = (await readFile(file, "utf8")).trim();
    return { seed, publicKey: nkeys.fromSeed(new TextEncoder().encode(seed)).getPublicKey() };
  } catch (cause) {
    throw new Problem("key-unreadable", `cannot read the key: ${describeError(cause)}`, {
      target: file,
      advice: "A collector gets one when it is enrolled: `plantwatch collect --enrol CODE`.",
      cause,
    });
  }
}

/** The same, made where there is none. */
export async function ownKey(file: string): Promise<NatsKey> {
  const made = newKey();
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  try {
    await writeFile(file, `${made.seed}\n`, { mode: 0o600, flag: "wx" });
    return made;
  } catch {
    return readKey(file);
  }
}
