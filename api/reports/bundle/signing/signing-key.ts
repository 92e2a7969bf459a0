import { createPrivateKey, type KeyObject, sign } from "node:crypto";
import { describeError, Problem } from "../../../../model/problem.ts";
import type { SignatureKind } from "../manifest.ts";
import { type Certificate, publicKeyBytes, readCertificates } from "./certificate.ts";
import { signSm2, sm2Scalar } from "./sm2.ts";

/** A private key that signs, wherever it is kept: in a file here, in a token where somebody writes that. */
export interface SigningKey {
  /** RSA and EC keys sign the PDF; Ed25519 and SM2 the manifest. */
  readonly signs: SignatureKind;
  /** Its own certificate first, then those that issued it. */
  readonly chain: readonly [Certificate, ...Certificate[]];
  /** The signature over data: RSA (PKCS #1 v1.5) and ECDSA (DER) with SHA-256, Ed25519, or SM2 with SM3 (DER). */
  sign(data: Uint8Array): Promise<Uint8Array>;
}

export interface KeyFile {
  /** PEM text of a PKCS #8 key, encrypted or not. */
  readonly key: string;
  /** PEM text of its certificate and of those that issued it. */
  readonly certificates: string;
  readonly passphrase?: string | undefined;
  /** The file, for messages. */
  readonly target: string;
}

const signedBy = { rsa: "pades", ec: "pades", ed25519: "ed25519", sm2: "sm2" } as const satisfies Record<string, SignatureKind>;

/**
 * A key from PEM text.
 * @throws Problem `key-unreadable`, `certificate-unreadable`, `key-unfit` for another kind of key or a certificate of another key
 */
export function readSigningKey({ key: pem, certificates, passphrase, target }: KeyFile): SigningKey {
  const key = readKey(pem, passphrase, target);
  const [own, ...issuers] = readCertificates(certificates, target);
  if (own === undefined || !own.x509.checkPrivateKey(key)) {
    throw new Problem("key-unfit", `the first certificate is not that of the key ${target}`, { target });
  }
  if (own.kind === "other") {
    throw new Problem("key-unfit", `${target} is of a kind that does not sign here`, {
      target,
      advice: "Use an RSA or EC key for the PDF, and Ed25519 or SM2 keys for the bundle.",
    });
  }
  return { signs: signedBy[own.kind], chain: [own, ...issuers], sign: signer(key, own, target) };
}

function readKey(pem: string, passphrase: string | undefined, target: string): KeyObject {
  try {
    return createPrivateKey({ key: pem, ...(passphrase === undefined ? {} : { passphrase }) });
  } catch (cause) {
    throw new Problem("key-unreadable", `the key ${target} cannot be read: ${describeError(cause)}`, {
      target,
      advice: "Name a PKCS #8 file in PEM, and its passphrase by a file or an environment variable.",
      cause,
    });
  }
}

function signer(key: KeyObject, own: Certificate, target: string): SigningKey["sign"] {
  if (own.kind !== "sm2") return async (data) => sign(own.kind === "ed25519" ? null : "sha256", data, key);
  const scalar = sm2Scalar(key);
  if (scalar === undefined) throw new Problem("key-unreadable", `the key ${target} is no SM2 key`, { target });
  return async (data) => signSm2(data, scalar, publicKeyBytes(own));
}
