import { createHash } from "node:crypto";
import { plainAddPlaceholder } from "@signpdf/placeholder-plain";
import { SignPdf } from "@signpdf/signpdf";
import { Signer, SUBFILTER_ETSI_CADES_DETACHED } from "@signpdf/utils";
import { Null, ObjectIdentifier, OctetString, Sequence } from "asn1js";
import {
  AlgorithmIdentifier,
  Attribute,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from "pkijs";
import type { Instant } from "../../../../model/instant.ts";
import { subjectText } from "./certificate.ts";
import type { SigningKey } from "./signing-key.ts";

export const signingCertificateV2 = "1.2.840.113549.1.9.16.2.47";
const contentType = "1.2.840.113549.1.9.3";
const messageDigest = "1.2.840.113549.1.9.4";
const sha256Id = "2.16.840.1.101.3.4.2.1";
const signatureIds = { rsa: "1.2.840.113549.1.1.1", ec: "1.2.840.10045.4.3.2" } as const;

/** Room for a chain of several certificates. */
const signatureLength = 16_384;
const setTag = 0x31;

export interface PdfSigning {
  readonly key: SigningKey;
  /** When the signer says that it is signed; PAdES keeps it in the PDF's signature dictionary. */
  readonly at: Instant;
  readonly reason: string;
}

/** Signs a PDF after PAdES baseline B (ETSI EN 319 142-1): what was there stays byte for byte, the signature is added behind it. */
export async function signPdf(pdf: Uint8Array, { key, at, reason }: PdfSigning): Promise<Uint8Array<ArrayBuffer>> {
  const [own] = key.chain;
  const signingTime = new Date(at);
  const prepared = plainAddPlaceholder({
    pdfBuffer: Buffer.from(pdf),
    reason,
    name: subjectText(own),
    contactInfo: "",
    location: "",
    signatureLength,
    subFilter: SUBFILTER_ETSI_CADES_DETACHED,
    signingTime,
    appName: "Plantwatch",
  });
  return new Uint8Array(await new SignPdf().sign(prepared, new CadesSigner(key), signingTime));
}

/** The library wants a class of its own. */
class CadesSigner extends Signer {
  readonly #key: SigningKey;
  constructor(key: SigningKey) {
    super();
    this.#key = key;
  }
  override async sign(content: Buffer): Promise<Buffer> {
    return Buffer.from(await detachedCades(content, this.#key));
  }
}

/** A detached CMS signature with the attributes that CAdES asks for (ETSI EN 319 122-1), and the chain. */
async function detachedCades(content: Uint8Array, key: SigningKey): Promise<Uint8Array> {
  const [own] = key.chain;
  const attributes = signedAttributes(content, own.x509.raw);
  const encoded = new Uint8Array(attributes.toSchema().toBER());
  // What is signed is the set itself, not its implicit tag (RFC 5652, 5.4).
  encoded[0] = setTag;
  const signature = await key.sign(encoded);
  const isRsa = own.kind === "rsa";
  const signerInfo = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: own.asn1.issuer, serialNumber: own.asn1.serialNumber }),
    digestAlgorithm: new AlgorithmIdentifier({ algorithmId: sha256Id }),
    signatureAlgorithm: new AlgorithmIdentifier({
      algorithmId: isRsa ? signatureIds.rsa : signatureIds.ec,
      ...(isRsa ? { algorithmParams: new Null() } : {}),
    }),
    signedAttrs: attributes,
    signature: new OctetString({ valueHex: bufferOf(signature) }),
  });
  const signedData = new SignedData({
    version: 1,
    digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: sha256Id })],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: ContentInfo.DATA }),
    certificates: key.chain.map(({ asn1 }) => asn1),
    signerInfos: [signerInfo],
  });
  const info = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: signedData.toSchema(true) });
  return new Uint8Array(info.toSchema().toBER());
}

/** Content type, digest of the content, and the digest of the certificate, in the order that DER wants of a set. */
function signedAttributes(content: Uint8Array, certificate: Uint8Array): SignedAndUnsignedAttributes {
  const certificateHash = new Sequence({ value: [new OctetString({ valueHex: bufferOf(digest(certificate)) })] });
  const attributes = [
    new Attribute({ type: contentType, values: [new ObjectIdentifier({ value: ContentInfo.DATA })] }),
    new Attribute({ type: messageDigest, values: [new OctetString({ valueHex: bufferOf(digest(content)) })] }),
    new Attribute({
      type: signingCertificateV2,
      values: [new Sequence({ value: [new Sequence({ value: [certificateHash] })] })],
    }),
  ];
  const inOrder = attributes.toSorted((a, b) => Buffer.compare(encodedOf(a), encodedOf(b)));
  return new SignedAndUnsignedAttributes({ type: 0, attributes: inOrder });
}

const encodedOf = (attribute: Attribute): Buffer => Buffer.from(attribute.toSchema().toBER());
const digest = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();
const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
