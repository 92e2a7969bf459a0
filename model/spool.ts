import { z } from "zod";
import { instantSchema } from "./instant.ts";

/** The two streams of a spool, which are numbered and acknowledged apart. */
export const spoolStreams = ["observations", "samples"] as const;
export type SpoolStreamName = (typeof spoolStreams)[number];

/**
 * What gives way when a spool is full. Samples always go before observations; an observation goes only where no sample is left, the
 * oldest first.
 */
export const whenFullChoices = ["drop-oldest-samples", "drop-newest-samples"] as const;

/** Why an item was dropped: the spool was full, the item too old, or the disk took nothing. */
export const dropReasons = ["full", "too-old", "not-stored"] as const;
export type DropReason = (typeof dropReasons)[number];

export const spoolLimitsSchema = z.strictObject({
  /** Of all items together. */
  maxBytes: z.int().positive(),
  maxAgeMs: z.number().positive(),
  whenFull: z.enum(whenFullChoices),
});
export type SpoolLimits = z.infer<typeof spoolLimitsSchema>;

/** How many dropped items are kept as examples. */
export const maxDropExamples = 20;

const streamSchema = z.enum(spoolStreams);

/** What a spool holds, and what it had to drop since it was made. */
export const spoolReportSchema = z.strictObject({
  limits: spoolLimitsSchema,
  observations: z.int().nonnegative(),
  samples: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  /** Of the oldest item. */
  oldestAt: instantSchema.nullable(),
  dropped: z
    .array(
      z.strictObject({ stream: streamSchema, reason: z.enum(dropReasons), count: z.int().nonnegative(), lastAt: instantSchema }),
    )
    .max(spoolStreams.length * dropReasons.length),
  /** The newest of those that were dropped, one of each time. */
  examples: z
    .array(z.strictObject({ stream: streamSchema, reason: z.enum(dropReasons), at: instantSchema, item: z.string().max(200) }))
    .max(maxDropExamples),
});
export type SpoolReport = z.infer<typeof spoolReportSchema>;

export function droppedOf({ dropped }: Pick<SpoolReport, "dropped">): number {
  return dropped.reduce((sum, { count }) => sum + count, 0);
}
