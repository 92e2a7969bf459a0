import type { X509Certificate } from "node:crypto";
import type { TlsFacts } from "../../../model/protocols/modbus/facts.ts";

const bitsByCurve: Readonly<Record<string, number>> = {
  secp224r1: 224,
  prime256v1: 256,
  secp256k1: 256,
  secp384r1: 384,
  secp521r1: 521,
  brainpoolP256r1: 256,
  brainpoolP384r1: 384,
  brainpoolP512r1: 512,
};

/** What a certificate says of itself (RFC 5280), as OpenSSL read it. */
export function certificateFacts(certificate: X509Certificate): NonNullable<TlsFacts["certificate"]> {
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
  const keyBits = asymmetricKeyDetails?.modulusLength ?? bitsByCurve[asymmetricKeyDetails?.namedCurve ?? ""];
  const signatureHash = hashOf(certificate.signatureAlgorithm ?? "");
  return {
    sha256: certificate.fingerprint256.replaceAll(":", "").toLowerCase(),
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    notBefore: certificate.validFromDate.toISOString(),
    notAfter: certificate.validToDate.toISOString(),
    keyType: asymmetricKeyType ?? "unknown",
    ...(keyBits === undefined ? {} : { keyBits }),
    ...(signatureHash === undefined ? {} : { signatureHash }),
  };
}

/** `sha256WithRSAEncryption`, `ecdsa-with-SHA384`, `RSA-SHA1`, … */
function hashOf(signatureAlgorithm: string): string | undefined {
  const [, md5, sha] = /(md5)|sha-?(1|224|256|384|512)(?!\d)/i.exec(signatureAlgorithm) ?? [];
  if (md5 !== undefined) return "MD5";
  return sha === undefined ? undefined : `SHA-${sha}`;
}

function oneLine(name: string | undefined): string {
  return (name ?? "").replaceAll("\n", ", ").slice(0, 1000);
}
