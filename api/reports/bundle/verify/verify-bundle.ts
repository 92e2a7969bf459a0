import type { Catalog } from "../../../../catalogs/catalog.ts";
import { message } from "../../../../model/messages/index.ts";
import { describeError, Problem } from "../../../../model/problem.ts";
import { readJson } from "../json-bytes.ts";
import { bundleNames, type Manifest, manifestSchema } from "../manifest.ts";
import { type BundleFiles, unpack } from "../pack.ts";
import { checkEvidence } from "./evidence.ts";
import { checkFigures } from "./figures.ts";
import { checkFiles } from "./files.ts";
import { checkSignatures } from "./signatures.ts";
import type { Trust } from "./signers.ts";
import { type BundleSigner, fails, open, type Statement } from "./statement.ts";

/** By what a bundle is judged. */
export interface VerifyGround extends Trust {
  /** Catalogues whose weights and rules are known here; a profile that is not among them cannot be compared. */
  readonly catalogs?: readonly Catalog[];
}

/** What the check of a bundle comes to. */
export interface Verification {
  /** Nothing fails. Where nobody was named to be believed, signers may still be unknown. */
  readonly ok: boolean;
  /** Who signed the manifest, the believed one first; null where nobody did. */
  readonly signer: BundleSigner | null;
  readonly statements: readonly Statement[];
  /** What the bundle holds, where it could be read. */
  readonly manifest: Manifest | null;
  readonly files: BundleFiles | null;
}

/** Checks a bundle from whomever, without a network: container, digests, signatures and signers, evidence, and that figures follow. */
export async function verifyBundle(packed: Uint8Array, ground: VerifyGround): Promise<Verification> {
  const files = unpackOrSay(packed);
  if (!(files instanceof Map)) return refused([files as Statement]);
  const manifest = readJson(files.get(bundleNames.manifest), manifestSchema);
  if (manifest === undefined) return refused([fails(message("verify.unreadable", { name: bundleNames.manifest }))]);
  const { statements: signed, signer } = await checkSignatures(files, manifest, ground);
  const statements = [
    ...checkFiles(files, manifest),
    ...signed,
    ...checkFigures(files, manifest, ground.catalogs ?? []),
    ...checkEvidence(files, manifest),
    ...(manifest.enterprise.simulated ? [open(message("verify.simulated"))] : []),
  ];
  return { ok: !statements.some(({ outcome }) => outcome === "fails"), signer, statements, manifest, files };
}

function refused(statements: readonly Statement[]): Verification {
  return { ok: false, signer: null, statements, manifest: null, files: null };
}

function unpackOrSay(packed: Uint8Array): BundleFiles | Statement {
  try {
    return unpack(packed);
  } catch (error) {
    const damaged = error instanceof Problem && error.code === "bundle-damaged";
    return fails(damaged ? message("verify.container-damaged") : message("verify.unreadable", { name: describeError(error) }));
  }
}
