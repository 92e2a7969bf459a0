import { z } from "zod";

/** A time of the day at which work on devices may be done. */
export const maintenanceWindowSchema = z.strictObject({
  /** Days of the week, 1 Monday to 7 Sunday; all days where absent. */
  days: z.array(z.int().min(1).max(7)).optional(),
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "expected HH:MM, local time of the collector"),
  to: z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/, "expected HH:MM, local time of the collector"),
});
