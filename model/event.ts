import { z } from "zod";
import { instantSchema } from "./instant.ts";
import { bilingualSchema } from "./language.ts";
import { severitySchema } from "./severity.ts";

export const eventKinds = [
  "verdict",
  "finding",
  "score",
  "collector",
  "inventory",
  "observation",
  "attestation",
  "storage",
] as const;

/** Something that happened, for the time line and the live stream. Ids grow. */
export const eventSchema = z.strictObject({
  id: z.int(),
  at: instantSchema,
  kind: z.enum(eventKinds),
  enterpriseId: z.string().nullable(),
  assetId: z.string().nullable(),
  checkId: z.string().nullable(),
  severity: severitySchema.nullable(),
  text: bilingualSchema,
  /** Id of what it is about (a finding's, say), for links. */
  refersTo: z.string().nullable(),
});
export type EventRecord = z.infer<typeof eventSchema>;
