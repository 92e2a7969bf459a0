import type { Section } from "../section.ts";
import type { bundleParts as source } from "../zh-CN/bundle-parts.ts";

export const bundleParts: Section<typeof source> = {
  "bundle.act": "Bundle and sign",
  "bundle.title": "Bundle of the report",
  "bundle.redaction": "What is masked",
  "bundle.redaction-none": "Nothing: with every fact that was seen and the documents of claims",
  "bundle.redaction-authority": "For an authority: addresses masked; of facts and documents the digests alone",
  "bundle.redaction-public": "For everybody else: addresses, names and texts masked; of facts and documents the digests alone",
  "bundle.contents": (p) => `${p.count} files in the bundle, ${p.size}`,
  "bundle.masked": (p) =>
    `${p.count} places are masked. Each keeps its digest, so that whoever has the original can check it; the score stays.`,
  "bundle.file": "File",
  "bundle.size": "Size",
  "bundle.signers": "Signed with these certificates",
  "bundle.signs-pades": "PDF (PAdES)",
  "bundle.signs-ed25519": "Bundle (Ed25519)",
  "bundle.signs-sm2": "Bundle (SM2/SM3)",
  "bundle.valid-until": "valid until",
  "bundle.no-keys":
    "This installation has no key to sign with. Download the unsigned bundle and sign it by the command plantwatch sign.",
  "bundle.no-role": "Signing takes the role of reporter or administrator; you can download the unsigned bundle.",
  "bundle.simulated": "Simulated data: a real authority refuses it.",
  "bundle.consequence": "Signing is noted in the audit trail. The file goes to your computer alone and is sent to nobody.",
  "bundle.unsigned": "Download the unsigned bundle",
  "bundle.sign": "Sign and download",
  "bundle.signed": "Signed and downloaded; noted in the audit trail",
};
