import { z } from "zod";
import { maxBatchItems, observationBatchSchema, sampleBatchSchema } from "../../model/wire/batches.ts";

/**
 * Batches as they are let in: the head must hold, the items are looked at one by one. Were the whole batch refused for one bad
 * item, the spool behind it would never empty.
 */

const seq = z.int().positive();

export const observationDeliverySchema = observationBatchSchema.extend({
  items: z
    .array(z.strictObject({ seq, observation: z.unknown() }))
    .min(1)
    .max(maxBatchItems),
});
export type ObservationDelivery = z.infer<typeof observationDeliverySchema>;

export const sampleDeliverySchema = sampleBatchSchema.extend({
  items: z
    .array(z.strictObject({ seq, point: z.unknown() }))
    .min(1)
    .max(maxBatchItems * 4),
});
export type SampleDelivery = z.infer<typeof sampleDeliverySchema>;
