import { createHash } from "node:crypto";
import { fromBER, OctetString, Sequence } from "asn1js";
import { Certificate as Asn1Certificate, ContentInfo, SignedData } from "pkijs";
import type { Instant } from "../../../../model/instant.ts";
import { type Certificate, readCertificate } from "../signing/certificate.ts";
import { signingCertificateV2 } from "../signing/pades.ts";

/** What a PDF says by itself about its signature. */
export type PdfSignature =
  | { readonly outcome: "none" }
  | { readonly outcome: "broken" }
  | { readonly outcome: "changed-after" }
  | {
      readonly outcome: "holds";
      readonly chain: readonly [Certificate, ...Certificate[]];
      readonly claimedAt: Instant | null;
    };

const byteRangeForm = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g;
const timeForm = /\/M\s*\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z/;

/**
 * Checks the last signature of a PDF (PAdES or any detached CMS). Every byte but the signature itself must be under it, so that
 * nothing was added, moved or hidden afterwards.
 */
export async function checkPdfSignature(pdf: Uint8Array): Promise<PdfSignature> {
  const text = Buffer.from(pdf).toString("latin1");
  const match = [...text.matchAll(byteRangeForm)].at(-1);
  if (match === undefined) return { outcome: "none" };
  const [start = 0, firstLength = 0, second = 0, secondLength = 0] = match.slice(1).map(Number);
  const gap = text.slice(firstLength, second);
  if (start !== 0 || second + secondLength !== pdf.length || !/^<[0-9a-fA-F]*>$/.test(gap)) return { outcome: "changed-after" };
  const signed = Buffer.concat([pdf.subarray(0, firstLength), pdf.subarray(second)]);
  const chain = await checkCms(Buffer.from(gap.slice(1, -1), "hex"), signed).catch(() => undefined);
  if (chain === undefined) return { outcome: "broken" };
  return { outcome: "holds", chain, claimedAt: claimedTime(text.slice(match.index)) };
}

/** The chain of a detached CMS signature that holds; undefined where it does not. */
async function checkCms(cms: Uint8Array, signed: Uint8Array): Promise<readonly [Certificate, ...Certificate[]] | undefined> {
  const { result } = fromBER(cms);
  const signedData = new SignedData({ schema: new ContentInfo({ schema: result }).content });
  if (signedData.signerInfos.length !== 1) return undefined;
  const { signatureVerified, signerCertificate } = await signedData.verify({
    signer: 0,
    data: new Uint8Array(signed).buffer,
    checkChain: false,
    extendedMode: true,
  });
  if (signatureVerified !== true || !(signerCertificate instanceof Asn1Certificate)) return undefined;
  if (!namesCertificate(signedData, signerCertificate)) return undefined;
  const certificates = (signedData.certificates ?? []).filter((one) => one instanceof Asn1Certificate);
  const own = toCertificate(signerCertificate);
  return [own, ...certificates.map(toCertificate).filter(({ x509 }) => !x509.raw.equals(own.x509.raw))];
}

function toCertificate(asn1: Asn1Certificate): Certificate {
  return readCertificate(new Uint8Array(asn1.toSchema().toBER()), "the signature of the PDF");
}

/** Where signing-certificate-v2 stands, its digest must be that of the signer's certificate (SHA-256, its default). */
function namesCertificate({ signerInfos: [signer] }: SignedData, certificate: Asn1Certificate): boolean {
  const attribute = signer?.signedAttrs?.attributes.find(({ type }) => type === signingCertificateV2);
  if (attribute === undefined) return true;
  const [signingCertificate] = attribute.values as readonly unknown[];
  const digest = firstOctetString(signingCertificate);
  const expected = createHash("sha256").update(Buffer.from(certificate.toSchema().toBER())).digest();
  return digest !== undefined && expected.equals(digest);
}

/** The digest of the first certificate that the attribute names. */
function firstOctetString(value: unknown): Uint8Array | undefined {
  if (value instanceof OctetString) return value.valueBlock.valueHexView;
  if (!(value instanceof Sequence)) return undefined;
  for (const inner of value.valueBlock.value) {
    const found = firstOctetString(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The time that stands in the signature's dictionary. */
function claimedTime(text: string): Instant | null {
  const [, year, month, day, hour, minute, second] = timeForm.exec(text) ?? [];
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? null : time;
}
