import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SignatureKind } from "../../api/reports/bundle/manifest.ts";
import { readSigningKey, type SigningKey } from "../../api/reports/bundle/signing/signing-key.ts";
import { openssl } from "../support/tools.ts";

export const passphrase = "correct horse";
const subject = "/C=CN/O=某某化工厂/CN=报告签发";
const sm2Identity = ["-sigopt", "distid:1234567812345678"];

/** A key with its certificate, made by OpenSSL in a folder; the key is an encrypted PKCS #8 file. */
export interface TestKey {
  readonly keyFile: string;
  readonly certificateFile: string;
  readonly key: SigningKey;
  readonly pem: string;
}

const algorithms: Readonly<Record<SignatureKind, readonly string[]>> = {
  pades: ["RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
  ed25519: ["ED25519"],
  sm2: ["SM2"],
};

export function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "plantwatch-signing-"));
}

/** Runs OpenSSL; what it prints is answered. */
export function runOpenssl(...parameters: readonly string[]): string {
  return execFileSync(openssl.find() ?? "openssl", parameters, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** An authority with its certificate and key. */
export interface TestAuthority {
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly pem: string;
  readonly signs: SignatureKind;
}

export function makeAuthority(folder: string, signs: SignatureKind): TestAuthority {
  const [keyFile, certificateFile] = [join(folder, `ca-${signs}.key`), join(folder, `ca-${signs}.pem`)];
  runOpenssl("genpkey", "-algorithm", ...algorithms[signs], "-out", keyFile);
  const name = ["-subj", "/C=CN/O=某省密码管理机构/CN=签发机构", "-utf8"];
  runOpenssl("req", "-x509", "-new", "-key", keyFile, "-out", certificateFile, "-days", "30", ...name, ...hashOf(signs));
  return { certificateFile, keyFile, pem: readFileSync(certificateFile, "utf8"), signs };
}

export interface KeyWish {
  readonly signs: SignatureKind;
  /** Absent: the certificate is its own. */
  readonly authority?: TestAuthority;
  readonly name?: string;
  readonly usage?: string;
}

/** A key of a signer, with a certificate of 30 days by an authority or by itself. */
export function makeKey(folder: string, { signs, authority, name = signs, usage = "digitalSignature" }: KeyWish): TestKey {
  const file = (ending: string) => join(folder, `${name}.${ending}`);
  const [plain, keyFile, certificateFile, request] = [file("plain"), file("key"), file("pem"), file("csr")];
  runOpenssl("genpkey", "-algorithm", ...algorithms[signs], "-out", plain);
  runOpenssl("pkcs8", "-topk8", "-v2", "aes256", "-in", plain, "-out", keyFile, "-passout", `pass:${passphrase}`);
  const asked = ["-new", "-key", plain, "-subj", subject, "-utf8", ...hashOf(signs)];
  if (authority === undefined) {
    runOpenssl("req", "-x509", ...asked, "-addext", `keyUsage=critical,${usage}`, "-days", "30", "-out", certificateFile);
  } else {
    runOpenssl("req", ...asked, "-out", request);
    const issued = ["-CA", authority.certificateFile, "-CAkey", authority.keyFile, "-CAcreateserial", ...hashOf(authority.signs)];
    const checked = signs === "sm2" ? ["-vfyopt", "distid:1234567812345678"] : [];
    runOpenssl("x509", "-req", "-in", request, ...checked, ...issued, "-days", "30", "-out", certificateFile);
  }
  const pem = readFileSync(certificateFile, "utf8");
  const key = readSigningKey({ key: readFileSync(keyFile, "utf8"), certificates: pem, passphrase, target: keyFile });
  return { keyFile, certificateFile, key, pem };
}

/** Ed25519 has its hash inside; SM2 takes SM3 and an identity. */
function hashOf(signs: SignatureKind): readonly string[] {
  return signs === "sm2" ? ["-sm3", ...sm2Identity] : [];
}
