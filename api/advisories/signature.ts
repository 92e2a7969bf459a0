import { createHash, timingSafeEqual } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { createMessage, type Key, readKey, readKeys, readSignature, verify } from "openpgp";
import type { AdvisoryTrust } from "../../model/advisories/advisory.ts";
import { describeError, Problem } from "../../model/problem.ts";

/** Files that a provider lays beside a document (CSAF 2.0, requirements 18 and 19): hashes and a detached signature. */
export interface BesideDocument {
  readonly sha256?: Uint8Array | undefined;
  readonly sha512?: Uint8Array | undefined;
  readonly asc?: Uint8Array | undefined;
}

/** Public keys of publishers that this installation believes. */
export type PublisherKeys = readonly Key[];

/** Reads the OpenPGP keys of a folder, armoured or binary; none where there is no such folder. */
export async function readPublisherKeys(folder: string): Promise<PublisherKeys> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => [".asc", ".gpg", ".pgp", ".key"].includes(extname(name))).sort();
  return (await Promise.all(files.map((name) => readKeyFile(join(folder, name))))).flat();
}

async function readKeyFile(file: string): Promise<PublisherKeys> {
  const bytes = await readFile(file);
  try {
    const armoredKeys = bytes.toString("latin1");
    if (armoredKeys.includes("-----BEGIN PGP PUBLIC KEY")) return await readKeys({ armoredKeys });
    return [await readKey({ binaryKey: bytes })];
  } catch (cause) {
    throw new Problem("config-invalid", `${file} holds no OpenPGP public key: ${describeError(cause)}`, { target: file, cause });
  }
}

/**
 * How far a document is the publisher's.
 * @throws Problem `wrong-hash` or `wrong-signature` where what lies beside it does not fit
 */
export async function trustIn(document: Uint8Array, beside: BesideDocument, keys: PublisherKeys): Promise<AdvisoryTrust> {
  const hashed = [checkHash(document, "sha256", beside.sha256), checkHash(document, "sha512", beside.sha512)].includes(true);
  const unsigned: AdvisoryTrust = { kind: hashed ? "hashed" : "unsigned" };
  if (beside.asc === undefined) return unsigned;
  const signer = await checkSignature(document, beside.asc, keys);
  return signer === undefined ? { ...unsigned, unknownSigner: true } : { kind: "verified", signer };
}

/** A line of `sha256sum`, or the digits alone. */
function checkHash(document: Uint8Array, algorithm: "sha256" | "sha512", beside: Uint8Array | undefined): boolean {
  if (beside === undefined) return false;
  const [told = ""] = Buffer.from(beside).toString("latin1").trim().split(/\s+/);
  const own = createHash(algorithm).update(document).digest();
  const named = /^[0-9a-f]+$/i.test(told) ? Buffer.from(told, "hex") : Buffer.alloc(0);
  if (named.length === own.length && timingSafeEqual(named, own)) return true;
  throw new Problem("wrong-hash", `The ${algorithm === "sha256" ? "SHA-256" : "SHA-512"} beside it is not the document's`, {
    advice: "Fetch the document and its hash again; they may be of two revisions, or one was changed on the way.",
  });
}

/** The fingerprint of the key that made the signature; undefined where none of the keys did. */
async function checkSignature(document: Uint8Array, beside: Uint8Array, keys: PublisherKeys): Promise<string | undefined> {
  try {
    const signature = await readSignature({ armoredSignature: Buffer.from(beside).toString("latin1") });
    const ids = signature.getSigningKeyIDs();
    const candidates = keys.filter((key) => ids.some((id) => key.getKeys(id).length > 0));
    const [signing] = candidates;
    if (signing === undefined) return undefined;
    const message = await createMessage({ binary: document });
    const { signatures } = await verify({ message, signature, verificationKeys: candidates, expectSigned: false });
    const own = signatures.filter(({ keyID }) => candidates.some((key) => key.getKeys(keyID).length > 0));
    await Promise.all(own.map(({ verified }) => verified));
    if (own.length === 0) return undefined;
    return signing.getFingerprint().toUpperCase();
  } catch (cause) {
    throw new Problem("wrong-signature", `The signature beside it does not hold: ${describeError(cause)}`, {
      advice: "Fetch the document and its signature again. Do not import a document whose signature does not hold.",
      cause,
    });
  }
}
