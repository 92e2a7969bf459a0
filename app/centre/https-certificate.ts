import { createPrivateKey, webcrypto, X509Certificate } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { isIP } from "node:net";
import { hostname, networkInterfaces } from "node:os";
import { x509 } from "node-opcua-crypto";
import { day } from "../../model/instant.ts";
import { describeError, Problem } from "../../model/problem.ts";

x509.cryptoProvider.set(webcrypto);

/** What the centre serves HTTPS with. */
export interface HttpsIdentity {
  /** The chain, the server's certificate first. */
  readonly certificatePem: string;
  readonly privateKeyPem: string;
  /** SHA-256 of the server's certificate, as browsers show it. */
  readonly fingerprint: string;
}

export interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
}

const renewBefore = 30 * day;

/** What an own certificate is for. */
interface Purpose {
  readonly name: string;
  readonly usage: "serverAuth" | "clientAuth";
  /** How long it is good for, milliseconds. Browsers refuse servers whose own lasts longer than 398 days. */
  readonly lifetime: number;
}
const servesPages: Purpose = { name: "CN=Plantwatch centre, O=Plantwatch", usage: "serverAuth", lifetime: 397 * day };
/** People compare and register these by hand, so they last. */
export const receivesSubmissions: Purpose = {
  name: "CN=Plantwatch tier, O=Plantwatch",
  usage: "serverAuth",
  lifetime: 5 * 365 * day,
};
export const submits: Purpose = { name: "CN=Plantwatch submitter, O=Plantwatch", usage: "clientAuth", lifetime: 5 * 365 * day };

/**
 * The certificate that a person provides.
 * @throws Problem `certificate-unreadable`, or `certificate-invalid` where key and certificate are no pair or it has run out.
 */
export async function readHttpsIdentity({ certificate, key }: CertificateFiles, now: number): Promise<HttpsIdentity> {
  const [certificatePem, privateKeyPem] = await Promise.all([readPem(certificate), readPem(key)]);
  const identity = parse(certificatePem, privateKeyPem, certificate);
  if (Date.parse(identity.certificate.validTo) <= now) {
    throw new Problem("certificate-invalid", `the certificate ended on ${identity.certificate.validTo}`, {
      target: certificate,
      advice: "Put a current one in its place.",
    });
  }
  return { certificatePem, privateKeyPem, fingerprint: identity.certificate.fingerprint256 };
}

/**
 * The centre's own self-signed certificate, made on first use and renewed at a start that finds it near its end or without a name
 * that is asked for. People compare its fingerprint once; collectors get its file.
 */
export async function ownHttpsIdentity(
  files: CertificateFiles,
  names: readonly string[],
  now: number,
  purpose: Purpose = servesPages,
): Promise<HttpsIdentity> {
  const kept = await Promise.all([readPem(files.certificate), readPem(files.key)]).catch(() => undefined);
  const wanted = [...new Set([...names, ...namesOfThisMachine()])];
  if (kept !== undefined) {
    const [certificatePem, privateKeyPem] = kept;
    const { certificate } = parse(certificatePem, privateKeyPem, files.certificate);
    const fresh = Date.parse(certificate.validTo) - renewBefore > now;
    if (fresh && names.every((name) => covers(certificate, name))) {
      return { certificatePem, privateKeyPem, fingerprint: certificate.fingerprint256 };
    }
  }
  const made = await make(wanted, now, purpose);
  await writeWhole(files.key, made.privateKeyPem);
  await writeWhole(files.certificate, made.certificatePem);
  return { ...made, fingerprint: new X509Certificate(made.certificatePem).fingerprint256 };
}

function covers(certificate: X509Certificate, name: string): boolean {
  return (isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)) !== undefined;
}

function namesOfThisMachine(): readonly string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  return ["localhost", hostname(), ...addresses.map(({ address }) => address).filter((address) => !address.startsWith("fe80"))];
}

/** ECDSA P-256 for one use alone. */
async function make(names: readonly string[], now: number, { name, usage, lifetime }: Purpose) {
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name,
    notBefore: new Date(now - day / 24),
    notAfter: new Date(now + lifetime),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage[usage]]),
      new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: isIP(value) === 0 ? "dns" : "ip", value }))),
    ],
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey));
  const key = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
  return {
    certificatePem: `${certificate.toString("pem")}\n`,
    privateKeyPem: key.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

function parse(certificatePem: string, privateKeyPem: string, target: string) {
  try {
    const certificate = new X509Certificate(certificatePem);
    if (!certificate.checkPrivateKey(createPrivateKey(privateKeyPem))) throw new Error("key and certificate are no pair");
    return { certificate };
  } catch (cause) {
    throw new Problem("certificate-invalid", `cannot serve HTTPS: ${describeError(cause)}`, {
      target,
      advice: "Expected a certificate and its unencrypted private key, both PEM.",
      cause,
    });
  }
}

async function readPem(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new Problem("certificate-unreadable", `cannot read ${file}: ${describeError(cause)}`, { target: file, cause });
  }
}

/** A file that is there is whole: a crash in the middle leaves the old one. */
async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
