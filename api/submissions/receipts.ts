import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import { CompactSign, compactVerify, errors } from "jose";
import type { Bilingual } from "../../model/language.ts";
import { message, render } from "../../model/messages/index.ts";
import { type Receipt, receiptSchema } from "../../model/submission/receipt.ts";

const algorithm = "Ed25519";

/** SHA-256 over the public key (SubjectPublicKeyInfo), hexadecimal: the name of a receipt key. */
export function keyId(key: KeyObject): string {
  const publicKey = key.type === "private" ? createPublicKey(key) : key;
  return createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("hex");
}

/** The receipt as a JSON Web Signature in its compact form, under the tier's Ed25519 key. */
export function signReceipt(receipt: Receipt, key: KeyObject): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(receipt)))
    .setProtectedHeader({ alg: algorithm, kid: keyId(key) })
    .sign(key);
}

/** What a receipt must be about. */
export interface ExpectedReceipt {
  readonly digest: string;
  readonly size: number;
  /** Fingerprint of the certificate under which it was sent. */
  readonly issuedTo: string;
}

export type CheckedReceipt =
  | { readonly ok: true; readonly receipt: Receipt }
  | { readonly ok: false; readonly reason: Bilingual };

/** Whether a receipt is the authority's and about this very submission; says what is wrong with it. */
export async function checkReceipt(jws: string, key: KeyObject, expected: ExpectedReceipt): Promise<CheckedReceipt> {
  const wrong = (reason: Parameters<typeof render>[0]): CheckedReceipt => ({ ok: false, reason: render(reason) });
  const payload = await compactVerify(jws, key, { algorithms: [algorithm] }).then(
    (verified) => verified.payload,
    (error: unknown) => (error instanceof errors.JWSSignatureVerificationFailed ? "forged" : "unreadable"),
  );
  if (payload === "forged") return wrong(message("submission.receipt-forged"));
  const receipt = typeof payload === "string" ? undefined : receiptSchema.safeParse(jsonOf(payload)).data;
  if (receipt === undefined) return wrong(message("submission.receipt-unreadable"));
  if (receipt.digest !== expected.digest || receipt.size !== expected.size) return wrong(message("submission.receipt-other"));
  if (receipt.issuedTo !== expected.issuedTo) return wrong(message("submission.receipt-other-sender"));
  return { ok: true, receipt };
}

function jsonOf(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(payload));
  } catch {
    return undefined;
  }
}
