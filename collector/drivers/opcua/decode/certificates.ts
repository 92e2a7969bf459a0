import { X509Certificate } from "node:crypto";
import { exploreCertificate, split_der } from "node-opcua-crypto";
import type { CertificateFacts } from "../../../../model/protocols/opcua/facts.ts";
import { quietly } from "../quietly.ts";
import { sha256 } from "./digest.ts";
import { sortedBy, textOf } from "./text.ts";

/** Splits a chain as OPC 10000-6, 6.2.6 appends it; bytes that are no DER stay one piece, so that their digest is kept. */
export function splitChain(bytes: Buffer | null | undefined): Buffer[] {
  if (!bytes || bytes.length === 0) return [];
  try {
    return split_der(bytes);
  } catch {
    return [bytes];
  }
}

/** Facts of every distinct certificate of some chains; what cannot be parsed is left out. */
export function decodeCertificates(chains: Iterable<readonly Buffer[]>): CertificateFacts[] {
  const bySha256 = new Map<string, CertificateFacts>();
  for (const chain of chains) {
    const digests = chain.map(sha256);
    for (const [index, der] of chain.entries()) {
      const digest = digests[index];
      if (digest === undefined || bySha256.has(digest)) continue;
      const facts = quietly(() => decodeCertificate(der, digests));
      if (facts !== undefined) bySha256.set(digest, facts);
    }
  }
  return sortedBy(bySha256.values(), (facts) => facts.sha256);
}

function decodeCertificate(der: Buffer, chain: string[]): CertificateFacts | undefined {
  try {
    const certificate = new X509Certificate(der);
    const notBefore = timeOfText(certificate.validFrom);
    const notAfter = timeOfText(certificate.validTo);
    const pem = certificate.toString();
    if (notBefore === undefined || notAfter === undefined || pem.length > 20_000) return undefined;
    return {
      sha256: sha256(der),
      chain,
      subject: textOf(certificate.subject),
      issuer: textOf(certificate.issuer),
      serialNumber: textOf(certificate.serialNumber),
      notBefore,
      notAfter,
      ...keyFacts(certificate),
      ...signatureFacts(der),
      selfSigned: certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey),
      isAuthority: certificate.ca,
      ...usageFacts(der),
      ...nameFacts(certificate.subjectAltName ?? ""),
      pem,
    };
  } catch {
    return undefined;
  }
}

function keyFacts(certificate: X509Certificate): Pick<CertificateFacts, "keyType" | "keyBits" | "publicKeySha256"> {
  const key = certificate.publicKey;
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  const bits = modulusLength ?? curveBits(namedCurve);
  return {
    keyType: key.asymmetricKeyType ?? "unknown",
    ...(bits === undefined ? {} : { keyBits: bits }),
    publicKeySha256: sha256(key.export({ type: "spki", format: "der" })),
  };
}

/** Bits of the curves that OPC 10000-7 names. */
function curveBits(name: string | undefined): number | undefined {
  const digits = /(\d{3})/.exec(name ?? "")?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function signatureFacts(der: Buffer): Pick<CertificateFacts, "signatureHash"> {
  const algorithm = exploreCertificate(der).signatureAlgorithm.identifier;
  const name = /(md5)|sha-?(1|224|256|384|512)/i.exec(algorithm);
  if (name === null) return {};
  return { signatureHash: name[1] === undefined ? `SHA-${name[2]}` : "MD5" };
}

function usageFacts(der: Buffer): Pick<CertificateFacts, "keyUsage"> {
  const usage = exploreCertificate(der).tbsCertificate.extensions?.keyUsage;
  if (usage === undefined || usage === null) return {};
  const named = Object.entries(usage).filter(([, set]) => set === true);
  return { keyUsage: named.map(([name]) => name).sort() };
}

const namePattern = /(URI|DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]*)(?:, |$)/g;

/** Reads Node's text form of a subject alternative name; a name with a comma stands in JSON quotes there. */
function nameFacts(subjectAltName: string): Pick<CertificateFacts, "applicationUris" | "dnsNames" | "ipAddresses"> {
  const names = { URI: [] as string[], DNS: [] as string[], "IP Address": [] as string[] };
  for (const [, kind, quoted = ""] of subjectAltName.matchAll(namePattern)) {
    const value = quoted.startsWith('"') ? String(JSON.parse(quoted)) : quoted;
    if (kind === "URI" || kind === "DNS" || kind === "IP Address") names[kind].push(textOf(value));
  }
  return { applicationUris: names.URI, dnsNames: names.DNS, ipAddresses: names["IP Address"] };
}

function timeOfText(value: string): string | undefined {
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
