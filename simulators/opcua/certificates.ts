import { createHash, createPrivateKey, webcrypto, X509Certificate } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Certificate, coercePEMorDerToPrivateKey, type PrivateKey, x509 } from "node-opcua-crypto";
import { day, type Instant } from "../../model/instant.ts";
import type { CertificateSettings } from "./settings.ts";

x509.cryptoProvider.set(webcrypto);

/** Who the certificate is for. */
export interface Subject {
  readonly commonName: string;
  readonly organization: string;
  readonly applicationUri: string;
  readonly hosts: { readonly dns: readonly string[]; readonly ip: readonly string[] };
}

export interface KeyPair {
  readonly certificate: Certificate;
  readonly privateKey: PrivateKey;
  /** SHA-256 (hex) of the certificate. */
  readonly sha256: string;
}

/**
 * The certificate of a device. It is made once and kept in `folder`, since a new one at every start would be a change that
 * a monitor must report; other settings, or another generation, have a certificate of their own.
 * @param sharedFolder where the key lies that several devices share
 */
export async function certificateFor(
  subject: Subject,
  settings: CertificateSettings,
  place: { readonly folder: string; readonly sharedFolder: string; readonly generation: number; readonly now: Instant },
): Promise<KeyPair> {
  const name = createHash("sha256")
    .update(JSON.stringify([subject, settings, place.generation]))
    .digest("hex")
    .slice(0, 16);
  const path = join(place.folder, `certificate-${name}.pem`);
  const keyPath = settings.sharedKey
    ? join(place.sharedFolder, `shared-key-${settings.keyBits}.pem`)
    : join(place.folder, `key-${name}.pem`);
  const keyPem = await keep(keyPath, () => makeKey(settings.keyBits));
  const pem = await keep(path, () => makeCertificate(subject, settings, keyPem, place.now));
  const parsed = new X509Certificate(pem);
  return {
    certificate: parsed.raw,
    privateKey: coercePEMorDerToPrivateKey(keyPem),
    sha256: createHash("sha256").update(parsed.raw).digest("hex"),
  };
}

/** What the file holds, or what `make` gives, which the file then holds. Two makers at once agree on the first one's. */
async function keep(path: string, make: () => Promise<string>): Promise<string> {
  const kept = await readFile(path, "utf8").catch(() => undefined);
  if (kept !== undefined) return kept;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await make(), { mode: 0o600, flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  return readFile(path, "utf8");
}

const rsa = (hash: string) => ({ name: "RSASSA-PKCS1-v1_5", hash });

async function makeKey(bits: number): Promise<string> {
  const algorithm = { ...rsa("SHA-256"), publicExponent: new Uint8Array([1, 0, 1]), modulusLength: bits };
  const { privateKey } = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", privateKey));
  return createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" }).export({ type: "pkcs8", format: "pem" }).toString();
}

/** The same key pair for signing with another hash. */
async function importKeys(keyPem: string, hash: string): Promise<webcrypto.CryptoKeyPair> {
  const key = createPrivateKey(keyPem);
  const pkcs8 = key.export({ type: "pkcs8", format: "der" });
  const jwk = key.export({ format: "jwk" });
  const publicJwk = { kty: "RSA", n: jwk.n ?? "", e: jwk.e ?? "" };
  return {
    privateKey: await webcrypto.subtle.importKey("pkcs8", pkcs8, rsa(hash), true, ["sign"]),
    publicKey: await webcrypto.subtle.importKey("jwk", publicJwk, rsa(hash), true, ["verify"]),
  };
}

async function makeCertificate(subject: Subject, settings: CertificateSettings, keyPem: string, now: Instant): Promise<string> {
  const keys = await importKeys(keyPem, settings.hash);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: createHash("sha256").update(`${subject.applicationUri} ${now}`).digest("hex").slice(0, 16),
      name: [{ CN: [subject.commonName] }, { O: [subject.organization] }],
      notBefore: new Date(now + settings.validFromDays * day),
      notAfter: new Date(now + settings.validToDays * day),
      signingAlgorithm: rsa(settings.hash),
      keys,
      extensions: await extensions(subject, settings, keys.publicKey),
    },
    webcrypto,
  );
  return certificate.toString("pem");
}

/** After OPC 10000-6, 6.2.2: the usages of an application instance certificate and its alternative names. */
async function extensions(subject: Subject, settings: CertificateSettings, publicKey: webcrypto.CryptoKey) {
  const use = x509.KeyUsageFlags;
  const uri = settings.ownUri ? subject.applicationUri : "urn:elsewhere:another-application";
  const dns = settings.ownHost ? subject.hosts.dns : ["spare-part.invalid"];
  const ip = settings.ownHost ? subject.hosts.ip : [];
  return [
    new x509.BasicConstraintsExtension(settings.authorityFlag, undefined, false),
    new x509.KeyUsagesExtension(
      use.digitalSignature | use.nonRepudiation | use.keyEncipherment | use.dataEncipherment | use.keyCertSign,
      true,
    ),
    new x509.ExtendedKeyUsageExtension(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]),
    new x509.SubjectAlternativeNameExtension([
      { type: "url", value: uri },
      ...dns.map((value) => ({ type: "dns" as const, value })),
      ...ip.map((value) => ({ type: "ip" as const, value })),
    ]),
    await x509.SubjectKeyIdentifierExtension.create(publicKey, false, webcrypto),
    await x509.AuthorityKeyIdentifierExtension.create(publicKey, false, webcrypto),
  ];
}
