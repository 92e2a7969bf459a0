import { z } from "zod";
import { collectorKeySchema } from "./collector-key.ts";

/** What a collector brings in exchange for its code: nothing secret of it leaves the collector. */
export const enrolmentRequestSchema = z.strictObject({
  code: z.string().min(1).max(100),
  /** Of the key that it made for itself. */
  publicKey: collectorKeySchema,
  /** SHA-256 (hex) of the secret with which it will come over HTTP. */
  tokenHash: z.string().regex(/^[0-9a-f]{64}$/, "expected a SHA-256 in hexadecimal"),
  /** Over the other three, by the key; base 64. */
  signature: z.base64().max(200),
});
export type EnrolmentRequest = z.infer<typeof enrolmentRequestSchema>;

export const enrolmentAnswerSchema = z.strictObject({ collectorId: z.string() });

/** What the signature of an enrolment is over. */
export function enrolmentBytes({ code, publicKey, tokenHash }: Omit<EnrolmentRequest, "signature">): Uint8Array {
  return new TextEncoder().encode(`enrolment\n${code}\n${publicKey}\n${tokenHash}`);
}
