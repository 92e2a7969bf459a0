import { z } from "zod";
import { timeSchema } from "./common.ts";

/** A one-time code, shown once. */
export const enrolmentCodeSchema = z.object({ code: z.string(), expiresAt: timeSchema });
export type EnrolmentCodeView = z.infer<typeof enrolmentCodeSchema>;

/** `token`: it comes with a token that a person carried to it; `code`: its code waits. */
export const enrolmentStates = ["none", "token", "code", "enrolled", "revoked"] as const;

/** How a collector proves who it is. */
export const enrolmentViewSchema = z.object({
  state: z.enum(enrolmentStates),
  /** When that began, and until when its code is good. */
  since: timeSchema.nullable(),
  codeUntil: timeSchema.nullable(),
  by: z.string().nullable(),
  publicKey: z.string().nullable(),
});
export type EnrolmentView = z.infer<typeof enrolmentViewSchema>;
