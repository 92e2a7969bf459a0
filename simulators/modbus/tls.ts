import { createHash, createPrivateKey, webcrypto, X509Certificate } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import type { Socket } from "node:net";
import { dirname, join } from "node:path";
import type { TlsOptions } from "node:tls";
import { x509 } from "node-opcua-crypto";
import { day, type Instant } from "../../model/instant.ts";
import { clientRole } from "./client-role.ts";
import type { DeviceSettings } from "./settings.ts";

x509.cryptoProvider.set(webcrypto);

/** The secure side of a device: what its server needs, and what an operator would note about it. */
export interface SecureSide {
  readonly options: TlsOptions;
  /** SHA-256 (hex) of the server certificate. */
  readonly certificateSha256: string;
  /** Whether a connected client's certificate names a role. */
  readonly authorizes: (socket: Socket) => boolean;
}

export interface SecureSidePlace {
  /** What must outlive a restart is kept here. */
  readonly dataDir: string;
  readonly deviceId: string;
  readonly host: string;
  readonly trustedClientPems: readonly string[];
  readonly now: Instant;
}

const elliptic = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const authorityName = "CN=Simulated Modbus test authority";

/**
 * A server certificate by a test authority of the simulator, and the rules by which clients are let in (Modbus/TCP Security, 8).
 * Both certificates are made once and kept.
 */
export async function secureSide(place: SecureSidePlace, tls: DeviceSettings["tls"]): Promise<SecureSide> {
  const authority = await keptPair(join(place.dataDir, "modbus-test-authority"), (keys) => makeAuthority(keys, place.now));
  const name = tls.expired ? "modbus-tls-expired" : "modbus-tls";
  const server = await keptPair(join(place.dataDir, place.deviceId, name), (keys) =>
    makeServerCertificate(keys, authority, place, tls.expired),
  );
  const clients = tls.clientCertificate ? { requestCert: true, rejectUnauthorized: true, ca: [...place.trustedClientPems] } : {};
  // OpenSSL speaks the old versions on its lowest security level alone.
  const versions = tls.oldVersions
    ? ({ minVersion: "TLSv1", ciphers: "DEFAULT:@SECLEVEL=0" } as const)
    : ({ minVersion: "TLSv1.2" } as const);
  return {
    options: { key: server.keyPem, cert: `${server.certificatePem}\n${authority.certificatePem}`, ...clients, ...versions },
    certificateSha256: createHash("sha256").update(new X509Certificate(server.certificatePem).raw).digest("hex"),
    authorizes: (socket) => clientRole(socket) !== undefined,
  };
}

interface Pair {
  readonly keyPem: string;
  readonly certificatePem: string;
}

async function keptPair(path: string, make: (keys: webcrypto.CryptoKeyPair) => Promise<string>): Promise<Pair> {
  const keyPem = await keep(`${path}-key.pem`, makeKey);
  return { keyPem, certificatePem: await keep(`${path}.pem`, async () => make(await importKeys(keyPem))) };
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

async function makeKey(): Promise<string> {
  const { privateKey } = await webcrypto.subtle.generateKey(elliptic, true, ["sign", "verify"]);
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", privateKey));
  return createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" }).export({ type: "pkcs8", format: "pem" }).toString();
}

async function importKeys(keyPem: string): Promise<webcrypto.CryptoKeyPair> {
  const key = createPrivateKey(keyPem);
  const { kty = "EC", crv = "P-256", x = "", y = "" } = key.export({ format: "jwk" });
  const pkcs8 = key.export({ type: "pkcs8", format: "der" });
  return {
    privateKey: await webcrypto.subtle.importKey("pkcs8", pkcs8, elliptic, true, ["sign"]),
    publicKey: await webcrypto.subtle.importKey("jwk", { kty, crv, x, y }, elliptic, true, ["verify"]),
  };
}

async function makeAuthority(keys: webcrypto.CryptoKeyPair, now: Instant): Promise<string> {
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: "01",
      name: authorityName,
      ...validity(now, -30, 3650),
      signingAlgorithm: elliptic,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      ],
    },
    webcrypto,
  );
  return certificate.toString("pem");
}

async function makeServerCertificate(
  keys: webcrypto.CryptoKeyPair,
  authority: Pair,
  { deviceId, host, now }: SecureSidePlace,
  expired: boolean,
): Promise<string> {
  const certificate = await x509.X509CertificateGenerator.create(
    {
      serialNumber: createHash("sha256").update(`${deviceId} ${now}`).digest("hex").slice(0, 16),
      subject: [{ CN: [deviceId] }],
      issuer: authorityName,
      ...(expired ? validity(now, -800, -70) : validity(now, -30, 5 * 365)),
      signingAlgorithm: elliptic,
      publicKey: keys.publicKey,
      signingKey: (await importKeys(authority.keyPem)).privateKey,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.ExtendedKeyUsageExtension(["1.3.6.1.5.5.7.3.1"]),
        new x509.SubjectAlternativeNameExtension([{ type: "ip", value: host }]),
      ],
    },
    webcrypto,
  );
  return certificate.toString("pem");
}

function validity(now: Instant, fromDays: number, toDays: number): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(now + fromDays * day), notAfter: new Date(now + toDays * day) };
}
