import { z } from "zod";
import { simulationRecordSchema } from "../../api/contract/simulation.ts";

const { events, checks, lines, run } = simulationRecordSchema.shape;
const { counts, elapsed, state } = run.shape;

/** How a run stands, as its process tells it after every look at the monitor. */
export const progressSchema = z.strictObject({
  kind: z.literal("progress"),
  /** Absent while the process is still starting the devices. */
  state: state.extract(["settling", "events"]),
  elapsed,
  counts: counts.unwrap(),
  events,
  checks,
  lines,
});
export type Progress = z.infer<typeof progressSchema>;

/** What the process of a run tells the centre. */
export const runMessageSchema = z.discriminatedUnion("kind", [
  progressSchema,
  z.strictObject({ kind: z.literal("failed"), code: z.string(), message: z.string() }),
]);
export type RunMessage = z.infer<typeof runMessageSchema>;
