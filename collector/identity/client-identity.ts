import { createPrivateKey, webcrypto } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { x509 } from "node-opcua-crypto";
import { describeError, Problem } from "../../model/problem.ts";
import type { ClientIdentity } from "../drivers/define.ts";
import { monitorRole, roleExtension } from "./modbus-role.ts";

x509.cryptoProvider.set(webcrypto);

const validYears = 5;

/**
 * The collector's stable client certificate, made on first use and kept in its data folder: a server's list of rejected
 * certificates then gets one entry, whose name says who it is. `purpose` is part of the name.
 * @throws Problem `identity-unreadable` where the files are there but cannot be read.
 */
export async function loadOrMakeIdentity(
  folder: string,
  collectorId: string,
  purpose: "client" | "stranger",
): Promise<ClientIdentity> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const certificateFile = join(folder, `${purpose}.pem`);
  const keyFile = join(folder, `${purpose}.key.pem`);
  const applicationUri = `urn:plantwatch:collector:${collectorId}:${purpose}`;
  try {
    const [certificatePem, privateKeyPem] = await Promise.all([readFile(certificateFile, "utf8"), readFile(keyFile, "utf8")]);
    return { applicationUri, certificatePem, privateKeyPem };
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) {
      throw new Problem("identity-unreadable", `cannot read the collector's certificate: ${describeError(error)}`, {
        target: folder,
        cause: error,
      });
    }
  }
  const made = await makeIdentity({
    applicationUri,
    commonName: `Plantwatch collector ${collectorId}${purpose === "stranger" ? " (stranger test)" : ""}`,
    // A stranger is nobody, so it has no role.
    role: purpose === "client" ? monitorRole : undefined,
  });
  await writeWhole(keyFile, made.privateKeyPem, 0o600);
  await writeWhole(certificateFile, made.certificatePem, 0o644);
  return { applicationUri, ...made };
}

/**
 * The same, asked for at any time by anybody: made once, so that two who ask at the same moment cannot keep the key of one and the
 * certificate of another. A failure is not kept; the next one tries again.
 */
export function identityOnDemand(
  folder: string,
  collectorId: string,
  purpose: "client" | "stranger",
): () => Promise<ClientIdentity> {
  let made: Promise<ClientIdentity> | undefined;
  return () => {
    made ??= loadOrMakeIdentity(folder, collectorId, purpose).catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

interface Subject {
  readonly applicationUri: string;
  readonly commonName: string;
  /** What it is to Modbus/TCP Security devices. */
  readonly role: string | undefined;
}

/** A self-signed application instance certificate (OPC 10000-6, 6.2.2): RSA 2048, SHA-256, client usage. */
async function makeIdentity({
  applicationUri,
  commonName,
  role,
}: Subject): Promise<Pick<ClientIdentity, "certificatePem" | "privateKeyPem">> {
  const algorithm = {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 2048,
  };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const usage = x509.KeyUsageFlags;
  const notBefore = new Date(Date.now() - 3_600_000);
  const notAfter = new Date(notBefore);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + validYears);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${commonName}, O=Plantwatch`,
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(
        usage.digitalSignature | usage.nonRepudiation | usage.keyEncipherment | usage.dataEncipherment | usage.keyCertSign,
        true,
      ),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]),
      new x509.SubjectAlternativeNameExtension([
        { type: "url", value: applicationUri },
        { type: "dns", value: hostname() },
      ]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
      ...(role === undefined ? [] : [roleExtension(role)]),
    ],
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey));
  const privateKeyPem = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" })
    .export({ type: "pkcs8", format: "pem" })
    .toString();
  return { certificatePem: `${certificate.toString("pem")}\n`, privateKeyPem };
}

/** A file that is there is whole: a crash in the middle leaves the old one. */
async function writeWhole(file: string, text: string, mode: number): Promise<void> {
  await writeFile(`${file}.new`, text, { mode });
  await rename(`${file}.new`, file);
}
