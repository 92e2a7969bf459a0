import type { Instant } from "../../../model/instant.ts";
import { Problem } from "../../../model/problem.ts";
import { readJson } from "./json-bytes.ts";
import { withManifest } from "./make-bundle.ts";
import { bundleNames, type Manifest, manifestSchema } from "./manifest.ts";
import { type BundleFiles, pack, unpack } from "./pack.ts";
import { signManifest } from "./signing/manifest-signatures.ts";
import { signPdf } from "./signing/pades.ts";
import type { SigningKey } from "./signing/signing-key.ts";
import { checkFiles } from "./verify/files.ts";

export interface BundleSigning {
  readonly keys: readonly SigningKey[];
  /** When the signer says that it is signed. */
  readonly at: Instant;
  /** Printed in the PDF's signature. */
  readonly reason: string;
}

/**
 * Signs a bundle: first the PDF, then the manifest that lists it.
 * @throws Problem `bundle-damaged`, `already-signed`, `keys-missing` where no key signs the manifest, `key-twice`
 */
export async function signBundle(packed: Uint8Array, signing: BundleSigning): Promise<Uint8Array<ArrayBuffer>> {
  const files = unpack(packed);
  const { files: _, ...facts } = readSignable(files);
  const keys = inOrder(signing.keys);
  const contents = new Map([...files].filter(([name]) => name !== bundleNames.manifest));
  const [pdfKey] = keys.filter(({ signs }) => signs === "pades");
  const report = contents.get(bundleNames.report);
  if (pdfKey !== undefined && report !== undefined) {
    contents.set(bundleNames.report, await signPdf(report, { ...signing, key: pdfKey }));
  }
  const signatureKinds = keys.map(({ signs }) => signs);
  const signed = withManifest(contents, { ...facts, claimedSigningTime: signing.at, signatures: signatureKinds });
  const manifest = signed.get(bundleNames.manifest) ?? new Uint8Array();
  const signatures = await Promise.all(keys.filter(({ signs }) => signs !== "pades").map((key) => signManifest(manifest, key)));
  return pack(new Map([...signed, ...signatures.flatMap((one) => [...one])]));
}

function readSignable(files: BundleFiles): Manifest {
  const manifest = readJson(files.get(bundleNames.manifest), manifestSchema);
  if (manifest === undefined || checkFiles(files, manifest).some(({ outcome }) => outcome === "fails")) {
    throw new Problem("bundle-damaged", "the bundle's files are not those of its manifest, so it is not signed");
  }
  if (manifest.signatures.length > 0) {
    throw new Problem("already-signed", "the bundle bears signatures already", {
      advice: "Sign the unsigned bundle, with all keys at once.",
    });
  }
  return manifest;
}

const order = ["pades", "ed25519", "sm2"];

function inOrder(keys: readonly SigningKey[]): readonly SigningKey[] {
  const kinds = keys.map(({ signs }) => signs);
  if (new Set(kinds).size < kinds.length) throw new Problem("key-twice", "two keys sign the same: give one of each kind");
  if (!kinds.some((kind) => kind !== "pades")) {
    throw new Problem("keys-missing", "no key signs the manifest", { advice: "Give an Ed25519 or an SM2 key as well." });
  }
  return keys.toSorted((a, b) => order.indexOf(a.signs) - order.indexOf(b.signs));
}
