import { z } from "zod";
import { durationSchema } from "../instant.ts";

export const idSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "expected lower-case letters, digits and hyphens, such as plc-1");

/** How much a device may be asked; the defaults suit a weak one. */
export const limitsSchema = z
  .strictObject({
    maxConnections: z.int().min(1).max(4).default(1),
    minGap: durationSchema.default(20),
    requestsPerMinute: z.int().min(1).max(6000).default(300),
  })
  .prefault({});
export type Limits = z.output<typeof limitsSchema>;

/** What every protocol's endpoint has. */
export const endpointBase = {
  id: idSchema,
  /** The address that the plant declares for it; checks on addresses judge this one, `url` is only dialled. */
  address: z.union([z.ipv4(), z.ipv6()]).optional(),
  limits: limitsSchema,
  /** Interval by probe id, over the probe's default. */
  intervals: z.record(z.string(), durationSchema).default({}),
  /** Probes a device could mind; they run only where named here, inside a maintenance window. */
  onRequest: z.array(z.string()).default([]),
};
