import { z } from "zod";
import { type Instant, instantSchema } from "../instant.ts";
import { reasonSchema } from "../observation.ts";
import { registerTableSchema } from "../protocols/modbus/endpoint.ts";
import { lookFindingsSchema } from "./findings.ts";

/** What a person asks a collector to do now: look at one address, sweep a declared range, or read values again and again. */

const url = z.string().max(500);
const text = z.string().max(2000);

/** Registers or nodes whose values are shown while a person decides how to read them. */
const watchedValuesSchema = z.discriminatedUnion("protocol", [
  z.strictObject({
    protocol: z.literal("modbus"),
    reads: z
      .array(
        z.strictObject({
          table: registerTableSchema,
          address: z.int().min(0).max(65_535),
          count: z.int().min(1).max(125),
        }),
      )
      .min(1)
      .max(8),
  }),
  z.strictObject({ protocol: z.literal("opcua"), nodeIds: z.array(text).min(1).max(40) }),
]);

export const taskWorkSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("probe"),
    url,
    /** Modbus unit ids to ask, such as `1-16`; the usual ones where absent. */
    units: z
      .string()
      .regex(/^\d{1,3}(-\d{1,3})?$/, "expected unit ids such as 1-16")
      .optional(),
    /** The most requests that the device may get. */
    budget: z.int().min(30).max(600).default(300),
  }),
  z.strictObject({ kind: z.literal("sweep"), rangeId: z.string().max(100) }),
  z.strictObject({
    kind: z.literal("watch"),
    url,
    values: watchedValuesSchema,
    budget: z.int().min(10).max(600).default(300),
  }),
]);
export type TaskWork = z.infer<typeof taskWorkSchema>;

/** A task as it travels to the collector. */
export const taskOrderSchema = z.strictObject({
  id: z.uuid(),
  enterpriseId: z.string(),
  siteId: z.string(),
  work: taskWorkSchema,
});
export type TaskOrder = z.infer<typeof taskOrderSchema>;

/** Values of a watch as they were read last: registers of each read, or one number a node; null where none came. */
export const readValuesSchema = z.strictObject({
  at: instantSchema,
  values: z.array(z.array(z.number()).max(125).nullable()).max(40),
});
export type ReadValues = z.infer<typeof readValuesSchema>;

/** `refused`: the collector may not do it; `failed`: it tried. */
export const endedStates = ["done", "refused", "failed", "cancelled"] as const;

/** What a collector says of a task that it works on. */
export const taskReportSchema = z.strictObject({
  state: z.enum(["running", ...endedStates]),
  /** How much is done of how much: requests of a budget, or places of a range. */
  done: z.int().nonnegative(),
  of: z.int().nonnegative(),
  reason: reasonSchema.optional(),
  findings: lookFindingsSchema.optional(),
  readValues: readValuesSchema.optional(),
});
export type TaskReport = z.infer<typeof taskReportSchema>;

/** The centre's answer to a report. */
export const taskAnswerSchema = z.strictObject({ goOn: z.boolean() });

/** A task with how it stands. */
export interface DiscoveryTask extends TaskOrder {
  readonly collectorId: string;
  readonly by: string;
  readonly askedAt: Instant;
  readonly changedAt: Instant;
  readonly state: "waiting" | TaskReport["state"];
  readonly report: TaskReport | null;
}

export function hasEnded({ state }: Pick<DiscoveryTask, "state">): boolean {
  return state !== "waiting" && state !== "running";
}
