import { X509Certificate } from "node:crypto";
import { convertPEMtoDER, exploreCertificateRevocationList, verifyCertificateRevocationListSignature } from "node-opcua-crypto";
import type { Instant } from "../../../model/instant.ts";
import type { CertificateFacts } from "../../../model/protocols/opcua/facts.ts";

/** A certificate authority as the inventory declares it. */
export interface Authority {
  readonly certificates: readonly X509Certificate[];
  readonly revocationLists: readonly RevocationList[];
}

export interface RevocationList {
  readonly der: Buffer;
  /** When the next one was due at the latest. */
  readonly nextUpdate: Instant;
  readonly revokedSerialNumbers: readonly string[];
}

const pemBlock = /-----BEGIN (CERTIFICATE|X509 CRL)-----[\s\S]+?-----END \1-----/g;

/** Reads an authority's PEM text; blocks that cannot be parsed are left out, and so make nothing trusted. */
export function readAuthority(pem: string | undefined): Authority {
  const certificates: X509Certificate[] = [];
  const revocationLists: RevocationList[] = [];
  for (const [block, kind] of (pem ?? "").matchAll(pemBlock)) {
    try {
      if (kind === "CERTIFICATE") certificates.push(new X509Certificate(block));
      else revocationLists.push(readRevocationList(block));
    } catch {
      // A block that is no certificate vouches for nobody.
    }
  }
  return { certificates, revocationLists };
}

/** The issuers above a certificate. */
export interface Path {
  /** True where the path ends at a certificate of the declared authority. */
  readonly complete: boolean;
  readonly issuers: readonly X509Certificate[];
}

/** Longest path that is followed; plants have one or two levels of authorities. */
const longestPath = 8;

/** Follows a certificate over those that the server sent with it up to the declared authority, signature by signature. */
export function pathTo(declared: Authority, certificate: CertificateFacts, sent: readonly CertificateFacts[]): Path {
  const others = sent.flatMap(({ pem }) => parse(pem) ?? []);
  const issuers: X509Certificate[] = [];
  let last = parse(certificate.pem);
  while (last !== undefined && issuers.length < longestPath) {
    const anchor = signerOf(last, declared.certificates);
    if (anchor !== undefined) return { complete: true, issuers: [...issuers, anchor] };
    last = signerOf(last, others);
    if (last !== undefined) issuers.push(last);
  }
  return { complete: false, issuers };
}

/** Whether the declared authority itself signed this certificate. */
export function issuedBy(certificate: CertificateFacts, declared: Authority): boolean {
  const parsed = parse(certificate.pem);
  return !certificate.selfSigned && parsed !== undefined && signerOf(parsed, declared.certificates) !== undefined;
}

function parse(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

function signerOf(certificate: X509Certificate, candidates: readonly X509Certificate[]): X509Certificate | undefined {
  return candidates.find((issuer) => issuer.ca && certificate.issuer === issuer.subject && certificate.verify(issuer.publicKey));
}

function readRevocationList(block: string): RevocationList {
  const der = convertPEMtoDER(block);
  const { tbsCertList } = exploreCertificateRevocationList(der);
  return {
    der,
    // A list that does not say when it ends says nothing of today.
    nextUpdate: tbsCertList.nextUpdate?.getTime() ?? 0,
    revokedSerialNumbers: tbsCertList.revokedCertificates.map(({ userCertificate }) => normalSerial(userCertificate)),
  };
}

/** The lists that this authority signed: what another one says of its own serial numbers means nothing here. */
export function listsOf(issuer: X509Certificate, lists: readonly RevocationList[]): readonly RevocationList[] {
  return lists.filter(({ der }) => {
    try {
      return verifyCertificateRevocationListSignature(der, issuer.raw);
    } catch {
      return false;
    }
  });
}

/** Serial numbers are written with and without colons and leading zeros. */
export function normalSerial(serialNumber: string): string {
  return serialNumber.replaceAll(":", "").replace(/^0+/, "").toUpperCase();
}
