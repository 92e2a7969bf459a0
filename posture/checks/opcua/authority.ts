import { X509Certificate } from "node:crypto";
import { convertPEMtoDER, exploreCertificateRevocationList } from "node-opcua-crypto";
import type { Instant } from "../../../model/instant.ts";
import type { CertificateFacts } from "../../../model/protocols/opcua/facts.ts";

/** A certificate authority as the inventory declares it. */
export interface Authority {
  readonly certificates: readonly X509Certificate[];
  readonly revocationLists: readonly RevocationList[];
}

export interface RevocationList {
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

/** The authority's certificate that signed this one, if any did. */
export function issuerOf({ pem }: CertificateFacts, candidates: readonly X509Certificate[]): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(pem);
    return candidates.find((issuer) => certificate.issuer === issuer.subject && certificate.verify(issuer.publicKey));
  } catch {
    return undefined;
  }
}

export function issuedBy(certificate: CertificateFacts, candidates: readonly X509Certificate[]): boolean {
  return !certificate.selfSigned && issuerOf(certificate, candidates) !== undefined;
}

function readRevocationList(block: string): RevocationList {
  const { tbsCertList } = exploreCertificateRevocationList(convertPEMtoDER(block));
  return {
    // A list that does not say when it ends says nothing of today.
    nextUpdate: tbsCertList.nextUpdate?.getTime() ?? 0,
    revokedSerialNumbers: tbsCertList.revokedCertificates.map(({ userCertificate }) => normalSerial(userCertificate)),
  };
}

/** Serial numbers are written with and without colons and leading zeros. */
export function normalSerial(serialNumber: string): string {
  return serialNumber.replaceAll(":", "").replace(/^0+/, "").toUpperCase();
}
