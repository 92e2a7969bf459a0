import { z } from "zod";
import { day, durationSchema, minute } from "../../model/instant.ts";

/** Backups that the centre makes by itself. */
export const backupConfigSchema = z.strictObject({
  /** Folder of backups; better on another disk than the data. */
  folder: z.string().min(1),
  /** How often one is made. */
  every: durationSchema.refine((milliseconds) => milliseconds >= minute, "expected a minute or more").default(day),
  /** How many are kept; older ones of the folder are removed once a newer one is whole. */
  keep: z.int().min(1).max(1000).default(7),
  /** Whether keys, tokens and certificates of the data folder go in as well. */
  secrets: z.boolean().default(false),
});

export type BackupConfig = z.output<typeof backupConfigSchema>;
