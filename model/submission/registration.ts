import { z } from "zod";
import { type Instant, instantSchema } from "../instant.ts";
import { enterpriseTypeSchema, gradeSchema } from "../inventory/inventory.ts";
import { type Bilingual, bilingualSchema } from "../language.ts";
import type { SubmissionContent } from "./content.ts";
import { fingerprintSchema, type submissionVerdicts } from "./receipt.ts";

/** The alphabet of unified social credit codes (GB 32100-2015), without I, O, S, V and Z; its index is a character's value. */
const codeAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** Whether the last character of a unified social credit code is the check character of the others (GB 32100-2015, modulus 31). */
function checksOut(code: string): boolean {
  const sum = [...code.slice(0, 17)].reduce((total, character, index) => {
    return total + codeAlphabet.indexOf(character) * (3 ** index % 31);
  }, 0);
  return codeAlphabet[(31 - (sum % 31)) % 31] === code[17];
}

/** 统一社会信用代码, 18 characters of which the last one checks the others. */
export const creditCodeSchema = z
  .string()
  .trim()
  .toUpperCase()
  .regex(new RegExp(`^[${codeAlphabet}]{18}$`), "expected the 18 characters of a unified social credit code")
  .refine(checksOut, "the last character does not fit the others: compare it with the licence");

/** Who may submit here: an enterprise, or a tier below that passes on what it received. */
export const registrantKinds = ["enterprise", "tier"] as const;

export const registrationSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(registrantKinds),
  name: bilingualSchema,
  creditCode: creditCodeSchema,
  industry: bilingualSchema.nullable(),
  types: z.array(enterpriseTypeSchema).min(1),
  grade: gradeSchema,
  /** Certificates under which it connects; several where one takes the place of another. */
  fingerprints: z.array(fingerprintSchema).max(10),
  /** Certificates, PEM, of whoever may sign its bundles, or of their authority. */
  signers: z.string().max(100_000),
  /** Nothing is taken from it for now. */
  suspended: z.boolean(),
  registeredBy: z.string(),
  registeredAt: instantSchema,
  /** Grows with every change; a stale edit is refused by it. */
  version: z.int(),
});
export type Registration = z.infer<typeof registrationSchema>;

/** A submission that came here, with what was said of it. */
export interface ReceivedSubmission {
  readonly id: string;
  readonly registrationId: string;
  /** Fingerprint of the certificate under which it came. */
  readonly from: string;
  readonly digest: string;
  readonly size: number;
  readonly receivedAt: Instant;
  readonly verdict: (typeof submissionVerdicts)[number];
  readonly reasons: readonly Bilingual[];
  /** Null where the bundle could not be read. */
  readonly content: SubmissionContent | null;
  /** The receipt as it was given, a JSON Web Signature. */
  readonly receipt: string;
}
