import { readFile } from "node:fs/promises";
import { readSigningKey, type SigningKey } from "../../api/reports/bundle/signing/signing-key.ts";
import { describeError, Problem } from "../../model/problem.ts";

/** Where a key is, and the passphrase of its file: never in an argument, which every process of the machine can read. */
export interface KeySource {
  /** PEM file of a PKCS #8 key. */
  readonly key: string;
  /** PEM file of its certificate, and behind it those that issued it. */
  readonly certificate: string;
  readonly passphraseFile?: string | undefined;
  /** Name of the environment variable that holds it. */
  readonly passphraseEnv?: string | undefined;
}

/** @throws Problem `key-unreadable`, `certificate-unreadable`, `key-unfit` or `passphrase-missing` */
export async function readKey(source: KeySource, environment: NodeJS.ProcessEnv): Promise<SigningKey> {
  const [key, certificates] = await Promise.all([source.key, source.certificate].map(readText));
  const passphrase = await readPassphrase(source, environment);
  return readSigningKey({ key: key ?? "", certificates: certificates ?? "", passphrase, target: source.key });
}

async function readPassphrase(
  { passphraseFile, passphraseEnv }: KeySource,
  environment: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  if (passphraseFile !== undefined) return (await readText(passphraseFile)).replace(/\r?\n$/, "");
  if (passphraseEnv === undefined) return undefined;
  const passphrase = environment[passphraseEnv];
  if (passphrase !== undefined) return passphrase;
  throw new Problem("passphrase-missing", `the environment variable ${passphraseEnv} is not set`, { target: passphraseEnv });
}

async function readText(file: string): Promise<string> {
  return readFile(file, "utf8").catch((cause: unknown) => {
    throw new Problem("key-unreadable", `cannot read ${file}: ${describeError(cause)}`, { target: file, cause });
  });
}
