import { createHash, createPrivateKey, webcrypto } from "node:crypto";
import { x509 } from "node-opcua-crypto";
import { day, type Instant } from "../../model/instant.ts";
import type { CertificateSettings } from "./settings.ts";

x509.cryptoProvider.set(webcrypto);

/** Who a certificate is for. */
export interface Subject {
  readonly commonName: string;
  readonly organization: string;
  readonly applicationUri: string;
  readonly hosts: { readonly dns: readonly string[]; readonly ip: readonly string[] };
}

/** Who signs it. */
interface Issuer {
  readonly certificatePem: string;
  readonly keyPem: string;
}

const rsa = (hash: string) => ({ name: "RSASSA-PKCS1-v1_5", hash });

/** A new RSA key as PKCS #8 PEM. */
export async function makeKey(bits: number): Promise<string> {
  const algorithm = { ...rsa("SHA-256"), publicExponent: new Uint8Array([1, 0, 1]), modulusLength: bits };
  const { privateKey } = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", privateKey));
  return createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" }).export({ type: "pkcs8", format: "pem" }).toString();
}

/** The certificate of an application after OPC 10000-6, 6.2.2, as far as its settings keep to it. */
export async function makeApplicationCertificate(
  subject: Subject,
  settings: CertificateSettings,
  keyPem: string,
  now: Instant,
  issuer: Issuer | undefined,
): Promise<string> {
  const name = [{ CN: [subject.commonName] }, { O: [subject.organization] }];
  const days = { from: settings.validFromDays, to: settings.validToDays };
  const { publicKey } = await importKeys(keyPem, settings.hash);
  return sign(name, keyPem, settings.hash, days, now, issuer, [
    new x509.BasicConstraintsExtension(settings.authorityFlag, undefined, false),
    new x509.KeyUsagesExtension(usages(settings, issuer), true),
    new x509.ExtendedKeyUsageExtension(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]),
    new x509.SubjectAlternativeNameExtension(alternativeNames(subject, settings)),
    await x509.SubjectKeyIdentifierExtension.create(publicKey, false, webcrypto),
  ]);
}

/** The certificate of an authority, its own or signed by another. */
export async function makeAuthorityCertificate(
  commonName: string,
  keyPem: string,
  days: { readonly from: number; readonly to: number },
  now: Instant,
  issuer?: Issuer,
): Promise<string> {
  const { publicKey } = await importKeys(keyPem, "SHA-256");
  return sign([{ CN: [commonName] }], keyPem, "SHA-256", days, now, issuer, [
    new x509.BasicConstraintsExtension(true, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    await x509.SubjectKeyIdentifierExtension.create(publicKey, false, webcrypto),
  ]);
}

/** The revocation list of an authority: valid for so many days from now, with the serial numbers that it revokes. */
export async function makeRevocationList(
  issuer: Issuer,
  days: { readonly from: number; readonly to: number },
  now: Instant,
  revoked: readonly string[] = [],
): Promise<string> {
  const from = new Date(now + days.from * day);
  const list = await x509.X509CrlGenerator.create(
    {
      issuer: new x509.X509Certificate(issuer.certificatePem).subject,
      thisUpdate: from,
      nextUpdate: new Date(now + days.to * day),
      entries: revoked.map((serialNumber) => ({ serialNumber, revocationDate: from })),
      signingAlgorithm: rsa("SHA-256"),
      signingKey: (await importKeys(issuer.keyPem, "SHA-256")).privateKey,
    },
    webcrypto,
  );
  // The label of RFC 7468, section 7; the generator writes a shorter one.
  return list.toString("pem").replaceAll(/(BEGIN|END) CRL/g, "$1 X509 CRL");
}

async function sign(
  name: { [type: string]: string[] }[],
  keyPem: string,
  hash: string,
  days: { readonly from: number; readonly to: number },
  now: Instant,
  issuer: Issuer | undefined,
  extensions: x509.Extension[],
): Promise<string> {
  const { publicKey } = await importKeys(keyPem, hash);
  const signer = await importKeys(issuer?.keyPem ?? keyPem, hash);
  const issuerName = issuer === undefined ? undefined : new x509.X509Certificate(issuer.certificatePem).subject;
  const certificate = await x509.X509CertificateGenerator.create(
    {
      serialNumber: createHash("sha256")
        .update(JSON.stringify([name, keyPem, now]))
        .digest("hex")
        .slice(0, 16),
      subject: name,
      issuer: issuerName ?? name,
      notBefore: new Date(now + days.from * day),
      notAfter: new Date(now + days.to * day),
      signingAlgorithm: rsa(hash),
      publicKey,
      signingKey: signer.privateKey,
      extensions: [...extensions, await x509.AuthorityKeyIdentifierExtension.create(signer.publicKey, false, webcrypto)],
    },
    webcrypto,
  );
  return certificate.toString("pem");
}

/** The key pair for signing with one hash. */
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

/** A certificate that signs itself must be allowed to sign (OPC 10000-6, 6.2.2). */
function usages(settings: CertificateSettings, issuer: Issuer | undefined): x509.KeyUsageFlags {
  const use = x509.KeyUsageFlags;
  const application = use.digitalSignature | use.nonRepudiation | use.keyEncipherment | use.dataEncipherment;
  return issuer === undefined || settings.authorityFlag ? application | use.keyCertSign : application;
}

function alternativeNames({ applicationUri, hosts }: Subject, settings: CertificateSettings): x509.JsonGeneralName[] {
  const uri = settings.ownUri ? applicationUri : "urn:elsewhere:another-application";
  const dns = settings.ownHost ? hosts.dns : ["spare-part.invalid"];
  const ip = settings.ownHost ? hosts.ip : [];
  return [
    { type: "url", value: uri },
    ...dns.map((value) => ({ type: "dns" as const, value })),
    ...ip.map((value) => ({ type: "ip" as const, value })),
  ];
}
