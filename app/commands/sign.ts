import { readFile, writeFile } from "node:fs/promises";
import { isArchive } from "../../api/reports/bundle/pack.ts";
import { signBundle } from "../../api/reports/bundle/sign-bundle.ts";
import { subjectText } from "../../api/reports/bundle/signing/certificate.ts";
import { signPdf } from "../../api/reports/bundle/signing/pades.ts";
import type { SigningKey } from "../../api/reports/bundle/signing/signing-key.ts";
import { sha256 } from "../../api/reports/digest.ts";
import { systemClock } from "../../model/instant.ts";
import { describeError, Problem } from "../../model/problem.ts";
import { type KeySource, readKey } from "../signing/read-keys.ts";
import type { RegisterCommand } from "./command.ts";

interface SignOptions {
  readonly key: readonly string[];
  readonly certificate: readonly string[];
  readonly passphraseFile?: readonly string[];
  readonly passphraseEnv?: readonly string[];
  readonly reason: string;
  readonly out: string;
}

export const register: RegisterCommand = (program) => {
  program
    .command("sign <file>")
    .description("signs a report's bundle, or its PDF alone: RSA and EC keys sign the PDF, Ed25519 and SM2 keys the bundle")
    .requiredOption("--key <file...>", "PKCS #8 files in PEM, at most one of each kind")
    .requiredOption("--certificate <file...>", "PEM files of their certificates with those that issued them, in the same order")
    .option("--passphrase-file <file...>", "files that hold the passphrases, in the same order; one serves all keys")
    .option("--passphrase-env <name...>", "environment variables that hold them instead")
    .option("--reason <text>", "why it is signed, as the PDF's signature shows it", "报告签发 Report issued")
    .requiredOption("--out <file>", "file to write")
    .action(async (file: string, options: SignOptions) => {
      process.stdout.write(await signFile(file, options));
    });
};

/** @throws Problem for a file that cannot be read or written, keys that do not fit, or a bundle that is damaged or signed already */
async function signFile(file: string, options: SignOptions): Promise<string> {
  const [bytes, keys] = await Promise.all([readBytes(file), readKeys(options)]);
  const signing = { at: systemClock.now(), reason: options.reason };
  const signed = isArchive(bytes) ? await signBundle(bytes, { ...signing, keys }) : await signAlone(bytes, keys, signing);
  await writeFile(options.out, signed).catch((cause: unknown) => {
    throw new Problem("file-unwritable", `cannot write ${options.out}: ${describeError(cause)}`, { target: options.out, cause });
  });
  const by = keys.map(({ signs, chain }) => `  ${signs}: ${subjectText(chain[0])}`);
  return `${[`${options.out}  ${signed.length} bytes  sha256 ${sha256(signed)}`, ...by].join("\n")}\n`;
}

async function signAlone(pdf: Uint8Array, keys: readonly SigningKey[], signing: { at: number; reason: string }) {
  const [key, ...more] = keys;
  if (key === undefined || more.length > 0 || key.signs !== "pades") {
    throw new Problem("key-unfit", "a PDF alone is signed by one RSA or EC key");
  }
  if (Buffer.from(pdf.subarray(0, 5)).toString("latin1") !== "%PDF-") {
    throw new Problem("file-unreadable", "this is neither a bundle nor a PDF");
  }
  return signPdf(pdf, { ...signing, key });
}

function readKeys({ key, certificate, passphraseFile = [], passphraseEnv = [] }: SignOptions): Promise<SigningKey[]> {
  if (key.length !== certificate.length) {
    throw new Problem("usage", `there are ${key.length} keys and ${certificate.length} certificates`, {
      advice: "Name a certificate for each key, in the same order.",
    });
  }
  const ofKey = (names: readonly string[], index: number) => (names.length === 1 ? names[0] : names[index]);
  const sources = key.map((file, index): KeySource => {
    return {
      key: file,
      certificate: certificate[index] ?? "",
      passphraseFile: ofKey(passphraseFile, index),
      passphraseEnv: ofKey(passphraseEnv, index),
    };
  });
  return Promise.all(sources.map((source) => readKey(source, process.env)));
}

async function readBytes(file: string): Promise<Uint8Array> {
  return readFile(file).catch((cause: unknown) => {
    throw new Problem("file-unreadable", `cannot read ${file}: ${describeError(cause)}`, { target: file, cause });
  });
}
