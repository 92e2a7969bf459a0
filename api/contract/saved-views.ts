import { z } from "zod";
import { timeSchema } from "./common.ts";

/** A way of looking at a list, kept for the person who made it. */
export const savedViewSchema = z.object({ name: z.string(), query: z.string(), at: timeSchema });
export type SavedViewView = z.infer<typeof savedViewSchema>;

/** Filters as the address of the page has them, without the question mark. */
export const savedViewEditSchema = z.strictObject({ query: z.string().max(2000) });

export const viewPageSchema = z.enum(["assets", "findings"]);
export const viewNameSchema = z.string().trim().min(1).max(60);
