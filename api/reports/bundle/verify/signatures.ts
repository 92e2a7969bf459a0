import type { Instant } from "../../../../model/instant.ts";
import { message } from "../../../../model/messages/index.ts";
import { Problem } from "../../../../model/problem.ts";
import { bundleNames, type Manifest, type SignatureKind } from "../manifest.ts";
import type { BundleFiles } from "../pack.ts";
import { readCertificates, subjectText } from "../signing/certificate.ts";
import { type ManifestSignatureKind, manifestSignatures } from "../signing/manifest-signatures.ts";
import { checkPdfSignature } from "./pdf-signature.ts";
import { type FoundSignature, type JudgedSigner, judgeSigner, judgeTime, type Trust } from "./signers.ts";
import { type BundleSigner, fails, holds, open, type Statement } from "./statement.ts";

const formNames: Readonly<Record<SignatureKind, string>> = { pades: "PAdES", ed25519: "Ed25519", sm2: "SM2/SM3" };

export interface CheckedSignatures {
  readonly statements: readonly Statement[];
  readonly signer: BundleSigner | null;
}

/** Every signature that the manifest says there is, its signer, and the claimed time. */
export async function checkSignatures(files: BundleFiles, manifest: Manifest, trust: Trust): Promise<CheckedSignatures> {
  const { signatures, claimedSigningTime } = manifest;
  if (!signatures.some((kind) => kind !== "pades")) {
    return { statements: [fails(message("verify.not-signed"))], signer: null };
  }
  const found = await Promise.all(signatures.map((kind) => checkOne(kind, files, claimedSigningTime)));
  const ofManifest = signatures.flatMap((kind, index) => {
    const one = found[index];
    return one?.signature === undefined || kind === "pades" ? [] : [judgeSigner(one.signature, trust)];
  });
  const ofPdf = signatures.flatMap((kind, index) => {
    const one = found[index];
    return one?.signature === undefined || kind !== "pades" ? [] : [judgeSigner(one.signature, trust)];
  });
  const believed = ofManifest.find(({ signer }) => signer.trusted);
  const statements = [
    ...found.flatMap((one) => one.statements),
    ...[...ofPdf, ...ofManifest].map((one) => lenient(one, believed !== undefined)),
    ...judgeTime(claimedSigningTime, trust),
    ...(trust.believed === undefined ? [] : [open(message("verify.revocation"))]),
  ];
  return { statements, signer: (believed ?? ofManifest[0])?.signer ?? null };
}

/** One believed signer of the manifest answers for all of it; that another is unknown is said and refuses nothing. */
function lenient({ statement }: JudgedSigner, someoneIsBelieved: boolean): Statement {
  const unknown = statement.outcome === "fails" && statement.code === "signer-unknown";
  return unknown && someoneIsBelieved ? { ...statement, outcome: "open" } : statement;
}

interface CheckedSignature {
  readonly statements: readonly Statement[];
  /** Absent where it does not hold. */
  readonly signature?: FoundSignature;
}

async function checkOne(kind: SignatureKind, files: BundleFiles, claimedAt: Instant | null): Promise<CheckedSignature> {
  return kind === "pades" ? checkPdf(files.get(bundleNames.report)) : checkManifest(kind, files, claimedAt);
}

/** The signature of a PDF, alone or in a bundle. */
export async function checkPdf(pdf: Uint8Array | undefined): Promise<CheckedSignature> {
  const form = formNames.pades;
  const said = pdf === undefined ? ({ outcome: "none" } as const) : await checkPdfSignature(pdf);
  if (said.outcome === "none") return { statements: [fails(message("verify.signature-missing", { form }))] };
  if (said.outcome === "changed-after") return { statements: [fails(message("verify.changed-after-signing"))] };
  if (said.outcome === "broken") return { statements: [fails(message("verify.signature-broken", { form }))] };
  return found({ form, chain: said.chain, claimedAt: said.claimedAt });
}

async function checkManifest(
  kind: ManifestSignatureKind,
  files: BundleFiles,
  claimedAt: Instant | null,
): Promise<CheckedSignature> {
  const form = formNames[kind];
  const names = manifestSignatures[kind];
  const [manifest, signature, pem] = [bundleNames.manifest, names.signature, names.certificates].map((name) => files.get(name));
  if (manifest === undefined || signature === undefined || pem === undefined) {
    return { statements: [fails(message("verify.signature-missing", { form }))] };
  }
  const [own, ...issuers] = certificatesOf(pem, names.certificates);
  if (own === undefined) return { statements: [fails(message("verify.unreadable", { name: names.certificates }))] };
  if (!(await names.verify(manifest, signature, own))) {
    return { statements: [fails(message("verify.signature-broken", { form }))] };
  }
  return found({ form, chain: [own, ...issuers], claimedAt });
}

function found(signature: FoundSignature): CheckedSignature {
  const subject = subjectText(signature.chain[0]);
  return { statements: [holds(message("verify.signature-holds", { form: signature.form, subject }))], signature };
}

function certificatesOf(pem: Uint8Array, target: string) {
  try {
    return readCertificates(new TextDecoder().decode(pem), target);
  } catch (error) {
    if (error instanceof Problem) return [];
    throw error;
  }
}
