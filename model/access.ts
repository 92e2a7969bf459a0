import { z } from "zod";

/**
 * Roles of people and programs. What each may do is declared by every route; what is not declared is denied. An observer is an
 * instrument that hands in what it saw, and reads nothing.
 */
export const roles = ["viewer", "operator", "assessor", "reviewer", "reporter", "observer", "administrator"] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** A role and where it holds: at every enterprise (null), at one, or at one site of it. */
export const grantSchema = z
  .strictObject({ role: roleSchema, enterpriseId: z.string().nullable(), siteId: z.string().optional() })
  .refine(({ enterpriseId, siteId }) => siteId === undefined || enterpriseId !== null, "a site belongs to an enterprise");
export type Grant = z.infer<typeof grantSchema>;
