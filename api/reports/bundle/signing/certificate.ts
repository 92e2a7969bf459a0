import { X509Certificate } from "node:crypto";
import { Certificate as Asn1Certificate } from "pkijs";
import type { Instant } from "../../../../model/instant.ts";
import { describeError, Problem } from "../../../../model/problem.ts";
import { verifySm2 } from "./sm2.ts";

/** A certificate with what judging it takes; Node reads those on the SM2 curve and cannot check their signatures. */
export interface Certificate {
  readonly x509: X509Certificate;
  readonly asn1: Asn1Certificate;
  readonly kind: "rsa" | "ec" | "ed25519" | "sm2" | "other";
}

const sm2Curve = "1.2.156.10197.1.301";
const sm2WithSm3 = "1.2.156.10197.1.501";
const pemForm = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * The certificates of a PEM text, in its order; other blocks are passed over.
 * @throws Problem `certificate-unreadable` where there is none or one cannot be read
 */
export function readCertificates(pem: string, target: string): readonly Certificate[] {
  const blocks = pem.match(pemForm) ?? [];
  if (blocks.length === 0) {
    throw new Problem("certificate-unreadable", `${target} holds no certificate`, {
      target,
      advice: "Name a PEM file with at least one block BEGIN CERTIFICATE.",
    });
  }
  return blocks.map((block) => readCertificate(Buffer.from(block), target));
}

/** @throws Problem `certificate-unreadable` */
export function readCertificate(bytes: Uint8Array, target: string): Certificate {
  try {
    const x509 = new X509Certificate(bytes);
    const asn1 = Asn1Certificate.fromBER(x509.raw);
    return { x509, asn1, kind: kindOf(x509, asn1) };
  } catch (cause) {
    throw new Problem("certificate-unreadable", `a certificate in ${target} cannot be read: ${describeError(cause)}`, {
      target,
      cause,
    });
  }
}

function kindOf({ publicKey }: X509Certificate, { subjectPublicKeyInfo }: Asn1Certificate): Certificate["kind"] {
  const { algorithmParams } = subjectPublicKeyInfo.algorithm;
  if (algorithmParams?.valueBlock?.toString() === sm2Curve) return "sm2";
  const { asymmetricKeyType } = publicKey;
  return asymmetricKeyType === "rsa" || asymmetricKeyType === "ec" || asymmetricKeyType === "ed25519"
    ? asymmetricKeyType
    : "other";
}

/** The public key as the point or bytes that its certificate holds. */
export function publicKeyBytes({ asn1 }: Certificate): Uint8Array {
  return asn1.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView;
}

/** SHA-256 of the certificate, lower-case hexadecimal. */
export function fingerprint({ x509 }: Certificate): string {
  return x509.fingerprint256.replaceAll(":", "").toLowerCase();
}

/** The subject in one line: its common name and organization, else all of it. */
export function subjectText({ x509 }: Certificate): string {
  return x509.subject.split("\n").join(", ");
}

/** Whether a certificate was signed by the key of another, and names it as its issuer. */
function isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
  if (!certificate.x509.checkIssued(issuer.x509) || !issuer.x509.ca) return false;
  if (certificate.asn1.signatureAlgorithm.algorithmId === sm2WithSm3) {
    const { tbsView, signatureValue } = certificate.asn1;
    return verifySm2(tbsView, signatureValue.valueBlock.valueHexView, publicKeyBytes(issuer));
  }
  try {
    return certificate.x509.verify(issuer.x509.publicKey);
  } catch {
    return false;
  }
}

const same = (a: Certificate, b: Certificate): boolean => a.x509.raw.equals(b.x509.raw);
const longestChain = 8;

/** What a chain of certificates comes to at a time. */
export type ChainVerdict =
  | { readonly outcome: "trusted"; readonly by: Certificate }
  | { readonly outcome: "unknown" }
  | { readonly outcome: "expired" | "not-yet-valid"; readonly certificate: Certificate }
  | { readonly outcome: "wrong-purpose"; readonly certificate: Certificate };

/**
 * Whether the first certificate leads to one that is believed, over those that come with it, and holds at each of the times. A
 * certificate that is itself believed needs no issuer. Revocation is not looked at: that takes a network.
 */
export function judgeChain(
  chain: readonly Certificate[],
  believed: readonly Certificate[],
  times: readonly Instant[],
): ChainVerdict {
  const [leaf] = chain;
  if (leaf === undefined) return { outcome: "unknown" };
  const path = pathFrom(leaf, chain, believed);
  for (const certificate of path ?? [leaf]) {
    const { validFromDate, validToDate } = certificate.x509;
    if (times.some((time) => time > validToDate.getTime())) return { outcome: "expired", certificate };
    if (times.some((time) => time < validFromDate.getTime())) return { outcome: "not-yet-valid", certificate };
  }
  if (!maySign(leaf)) return { outcome: "wrong-purpose", certificate: leaf };
  const by = path?.at(-1);
  return by === undefined ? { outcome: "unknown" } : { outcome: "trusted", by };
}

function pathFrom(
  leaf: Certificate,
  chain: readonly Certificate[],
  believed: readonly Certificate[],
): readonly Certificate[] | undefined {
  const path = [leaf];
  while (path.length <= longestChain) {
    const last = path.at(-1) ?? leaf;
    if (believed.some((one) => same(one, last))) return path;
    const issuer = [...believed, ...chain].find((one) => !path.some((passed) => same(passed, one)) && isIssuedBy(last, one));
    if (issuer === undefined) return undefined;
    path.push(issuer);
  }
  return undefined;
}

const keyUsageId = "2.5.29.15";

/** Where a certificate says what its key is for, digital signature or non-repudiation must be among it. */
function maySign({ asn1 }: Certificate): boolean {
  const usage = asn1.extensions?.find(({ extnID }) => extnID === keyUsageId);
  if (usage === undefined) return true;
  // The extension is BIT STRING: tag, length, unused bits, then the bits from the highest.
  const bits = usage.extnValue.valueBlock.valueHexView[3] ?? 0;
  return (bits & 0b1100_0000) !== 0;
}
