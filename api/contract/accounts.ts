import { z } from "zod";
import { grantSchema } from "../../model/access.ts";
import { timeSchema } from "./common.ts";

/** Who is asking. */
export const sessionViewSchema = z.object({
  actor: z.string(),
  name: z.string(),
  kind: z.enum(["person", "token"]),
  grants: z.array(grantSchema),
  /** A person who came by the one-time link and has no password yet. */
  mustSetPassword: z.boolean(),
  /** How the session of a person was opened; null for a program. */
  assurance: z.enum(["link", "password", "two-factor"]).nullable(),
  /** Whether roles of the person do not count before a second factor is proved. */
  limited: z.boolean(),
  /** The second factors that the person has set up. */
  factors: z.object({ totp: z.boolean(), passkeys: z.int() }),
  /** Passkeys need a host name (not an address) over HTTPS, or `localhost`. */
  passkeysPossible: z.boolean(),
});
export type SessionView = z.infer<typeof sessionViewSchema>;

export const signInSchema = z.strictObject({ email: z.email(), password: z.string().min(1).max(128) });
export type SignIn = z.infer<typeof signInSchema>;

/** Signed in by password; where a second factor is set up, it is asked for next and nothing is open before. */
export const signInNextSchema = z.object({ next: z.enum(["totp"]) });

/** A code of the authenticator app. */
export const totpCodeSchema = z.strictObject({ code: z.string().regex(/^\d{6}$/) });
export const recoveryCodeSchema = z.strictObject({ code: z.string().min(8).max(20) });
/** The current password, asked for again before what opens the account changes. */
export const passwordProofSchema = z.strictObject({ password: z.string().min(1).max(128) });

/** Shown this once: what an authenticator app is set up with (`otpauth://`), and codes that each replace it once. */
export const totpEnrolmentSchema = z.object({ uri: z.string(), recoveryCodes: z.array(z.string()) });
export type TotpEnrolment = z.infer<typeof totpEnrolmentSchema>;
export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });

/** Options of WebAuthn as JSON, as `navigator.credentials` takes them. */
export const passkeyOptionsSchema = z.looseObject({ challenge: z.string() });
/** What the authenticator answered, as `PublicKeyCredential.toJSON()` gives it. */
const passkeyResponseSchema = z.looseObject({ id: z.string().max(2000), response: z.looseObject({}) });
export const passkeySignInSchema = z.strictObject({ response: passkeyResponseSchema });
export const passkeyEnrolSchema = z.strictObject({ response: passkeyResponseSchema, name: z.string().trim().min(1).max(100) });
export const passkeyViewSchema = z.object({ id: z.string(), name: z.string().nullable(), createdAt: timeSchema.nullable() });

/** An open session. */
export const openSessionSchema = z.object({
  id: z.string(),
  createdAt: timeSchema,
  lastUsedAt: timeSchema,
  expiresAt: timeSchema,
  address: z.string().nullable(),
  browser: z.string().nullable(),
  assurance: z.enum(["link", "password", "two-factor"]),
  current: z.boolean(),
});
export type OpenSessionView = z.infer<typeof openSessionSchema>;
export const endedSessionsSchema = z.object({ ended: z.int() });

/** `current` is asked for where a password is set already. */
export const passwordChangeSchema = z.strictObject({
  password: z.string().min(12).max(128),
  current: z.string().min(1).max(128).optional(),
});
export type PasswordChange = z.infer<typeof passwordChangeSchema>;

export const tokenViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  grants: z.array(grantSchema),
  collectorId: z.string().nullable(),
  createdBy: z.string(),
  createdAt: timeSchema,
  expiresAt: timeSchema.nullable(),
  lastUsedAt: timeSchema.nullable(),
});
export type TokenView = z.infer<typeof tokenViewSchema>;

export const tokenCreateSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  grants: z.array(grantSchema).min(1).max(100),
  expiresAt: timeSchema.nullable().default(null),
});

/** `secret` is shown this once and kept nowhere. */
export const tokenCreatedSchema = z.object({ token: tokenViewSchema, secret: z.string() });
export type TokenCreated = z.infer<typeof tokenCreatedSchema>;

export const userViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  grants: z.array(grantSchema),
  createdAt: timeSchema,
  hasPassword: z.boolean(),
  factors: z.object({ totp: z.boolean(), passkeys: z.int() }),
  /** Until when the account is locked after wrong attempts; null where it is open. */
  lockedUntil: timeSchema.nullable(),
});
export type UserView = z.infer<typeof userViewSchema>;

export const userCreateSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  email: z.email(),
  grants: z.array(grantSchema).max(100),
});
export type UserCreate = z.infer<typeof userCreateSchema>;

/** A link that logs a person in once. */
export const oneTimeLinkSchema = z.object({ url: z.string(), expiresAt: timeSchema });
export type OneTimeLink = z.infer<typeof oneTimeLinkSchema>;

export const userCreatedSchema = z.object({ user: userViewSchema, link: oneTimeLinkSchema });
export type UserCreated = z.infer<typeof userCreatedSchema>;

export const userGrantsSchema = z.strictObject({ grants: z.array(grantSchema).max(100) });
