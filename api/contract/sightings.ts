import { z } from "zod";
import { timeSchema } from "./common.ts";

/** What an instrument of somebody else saw. */
export const sightingViewSchema = z.object({
  siteId: z.string(),
  address: z.string(),
  port: z.int(),
  protocol: z.string(),
  role: z.enum(["server", "client"]),
  peer: z.string().nullable(),
  source: z.string(),
  firstSeen: timeSchema,
  lastSeen: timeSchema,
  /** Whose token imported it. */
  by: z.string(),
  /** Whether it still counts in judgements. */
  counts: z.boolean(),
  /** The asset at the server's address, qualified; null where the inventory lists none. */
  assetId: z.string().nullable(),
});
export type SightingView = z.infer<typeof sightingViewSchema>;

/** What an import did: lines that were read, how many told something new, and those that were refused. */
export const sightingImportSchema = z.object({
  read: z.int(),
  added: z.int(),
  /** Known things that were seen earlier or later than it was known. */
  widened: z.int(),
  known: z.int(),
  /** Left out since as many are kept as may be. */
  leftOut: z.int(),
  refused: z.int(),
  errors: z.array(z.object({ line: z.int(), path: z.string(), message: z.string() })),
});
export type SightingImport = z.infer<typeof sightingImportSchema>;
