import { createPrivateKey, webcrypto } from "node:crypto";
import { x509 } from "node-opcua-crypto";
import type { ClientIdentity } from "../../define.ts";

export interface CertificateOptions {
  readonly applicationUri: string;
  readonly bits?: number;
  readonly hash?: "SHA-256" | "SHA-1";
}

/** A self-signed application certificate and its key, made for one test. */
export async function makeIdentity({
  applicationUri,
  bits = 2048,
  hash = "SHA-256",
}: CertificateOptions): Promise<ClientIdentity> {
  x509.cryptoProvider.set(webcrypto as Crypto);
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash, publicExponent: new Uint8Array([1, 0, 1]), modulusLength: bits };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const flags = x509.KeyUsageFlags;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: webcrypto.getRandomValues(Buffer.alloc(8)).toString("hex").replace(/^./, "1"),
    name: "CN=Plantwatch test",
    notBefore: new Date(Date.now() - 86_400_000),
    notAfter: new Date(Date.now() + 365 * 86_400_000),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, false),
      new x509.KeyUsagesExtension(
        flags.digitalSignature | flags.nonRepudiation | flags.keyEncipherment | flags.dataEncipherment,
        true,
      ),
      new x509.ExtendedKeyUsageExtension(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]),
      new x509.SubjectAlternativeNameExtension([
        { type: "url", value: applicationUri },
        { type: "dns", value: "localhost" },
        { type: "ip", value: "127.0.0.1" },
      ]),
    ],
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey));
  const key = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
  return {
    applicationUri,
    certificatePem: certificate.toString("pem"),
    privateKeyPem: key.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}
