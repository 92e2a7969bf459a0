import { z } from "zod";

/** Roles of people and programs. What each may do is declared by every route; what is not declared is denied. */
export const roles = ["viewer", "operator", "assessor", "reviewer", "reporter", "administrator"] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** A role and where it holds; null means every enterprise. */
export const grantSchema = z.strictObject({ role: roleSchema, enterpriseId: z.string().nullable() });
export type Grant = z.infer<typeof grantSchema>;
