import { flattenedVerify } from "jose";
import { Problem } from "../../../../model/problem.ts";
import { bundleNames, type SignatureKind } from "../manifest.ts";
import type { BundleFiles } from "../pack.ts";
import { type Certificate, fingerprint, publicKeyBytes } from "./certificate.ts";
import type { SigningKey } from "./signing-key.ts";
import { verifySm2 } from "./sm2.ts";

/** A signature over the manifest, beside it in the bundle. */
export interface ManifestSignature {
  /** Name of the file with the signature, and of the one with the certificates, the signer's own first. */
  readonly signature: string;
  readonly certificates: string;
  sign(manifest: Uint8Array, key: SigningKey): Promise<Uint8Array>;
  verify(manifest: Uint8Array, signature: Uint8Array, by: Certificate): Promise<boolean>;
}

export type ManifestSignatureKind = Exclude<SignatureKind, "pades">;

export const manifestSignatures: Readonly<Record<ManifestSignatureKind, ManifestSignature>> = {
  /** A JWS with its payload left out and not encoded (RFC 7515 F, RFC 7797, RFC 8037). */
  ed25519: {
    signature: bundleNames.ed25519,
    certificates: bundleNames.ed25519Chain,
    sign: async (manifest, key) => {
      const [own] = key.chain;
      const header = { alg: "Ed25519", b64: false, crit: ["b64"], kid: fingerprint(own) };
      const protectedHeader = Buffer.from(JSON.stringify(header)).toString("base64url");
      const signature = await key.sign(Buffer.concat([Buffer.from(`${protectedHeader}.`), manifest]));
      return Buffer.from(`${protectedHeader}..${Buffer.from(signature).toString("base64url")}`);
    },
    verify: async (manifest, jws, by) => {
      const [protectedHeader, payload, signature, ...rest] = Buffer.from(jws).toString("latin1").split(".");
      if (payload !== "" || protectedHeader === undefined || signature === undefined || rest.length > 0) return false;
      const { publicKey } = by.x509;
      if (publicKey.asymmetricKeyType !== "ed25519") return false;
      return flattenedVerify({ protected: protectedHeader, payload: manifest, signature }, publicKey, {
        algorithms: ["Ed25519", "EdDSA"],
      }).then(
        () => true,
        () => false,
      );
    },
  },
  /** SM2 with SM3 as DER, as `openssl dgst -sm3 -verify` takes it. */
  sm2: {
    signature: bundleNames.sm2,
    certificates: bundleNames.sm2Chain,
    sign: (manifest, key) => key.sign(manifest),
    verify: async (manifest, signature, by) => by.kind === "sm2" && verifySm2(manifest, signature, publicKeyBytes(by)),
  },
};

/** The files of a key's signature over a manifest. */
export async function signManifest(manifest: Uint8Array, key: SigningKey): Promise<BundleFiles> {
  if (key.signs === "pades") throw new Problem("key-unfit", "this key signs the PDF, not the manifest");
  const form = manifestSignatures[key.signs];
  const certificates = key.chain.map(({ x509 }) => x509.toString()).join("");
  return new Map([
    [form.signature, new Uint8Array(await form.sign(manifest, key))],
    [form.certificates, new TextEncoder().encode(certificates)],
  ]);
}
