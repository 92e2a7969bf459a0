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
});
export type SessionView = z.infer<typeof sessionViewSchema>;

export const signInSchema = z.strictObject({ email: z.email(), password: z.string().min(1).max(128) });
export type SignIn = z.infer<typeof signInSchema>;

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
