import { z } from "zod";
import { bilingualSchema } from "../../model/language.ts";
import { verdictStatusSchema } from "../../model/verdict.ts";
import { timeSchema } from "./common.ts";

/** Runs of simulated plants beside a monitor of their own. Moments are milliseconds after every simulated device ran. */

/** How many times closer together than written the events of a timeline come; everything else goes by the clock. */
export const speedSchema = z.number().min(1).max(100);

export const simulationScenarioSchema = z.object({
  id: z.string(),
  title: bilingualSchema,
  /** What a run of it proves of a monitor. */
  proves: bilingualSchema,
  plants: z.int(),
  devices: z.int(),
  events: z.int(),
  /** Speeds at which its truth still holds, rising; the last is the greatest. */
  speeds: z.array(speedSchema).min(1),
});
export type SimulationScenario = z.infer<typeof simulationScenarioSchema>;

/** A run goes through `starting`, `settling` and `events`, where it has any, to one of the others. */
export const simulationStates = ["starting", "settling", "events", "finished", "stopped", "failed", "interrupted"] as const;
export type SimulationState = (typeof simulationStates)[number];
const underWay: ReadonlySet<SimulationState> = new Set(["starting", "settling", "events"]);

/** Whether a run in this state has its devices running. */
export function isUnderWay(state: SimulationState): boolean {
  return underWay.has(state);
}

/** How the monitor stands to the truth. What is not seen yet counts as missed. */
export const simulationCountsSchema = z.object({
  hits: z.int(),
  misses: z.int(),
  falseAlarms: z.int(),
  /** Faults that still have time to be seen; they are among the misses until then. */
  waiting: z.int(),
  /** What the monitor left unknown; never counted as right. */
  unknown: z.int(),
  precision: z.number(),
  recall: z.number(),
  /** Longest time from when a fault held to when it was seen; null where none was. */
  timeToDetect: z.number().nullable(),
});
export type SimulationCounts = z.infer<typeof simulationCountsSchema>;

export const simulationRunSchema = z.object({
  id: z.string(),
  scenario: z.string(),
  seed: z.int(),
  speed: speedSchema,
  by: z.string(),
  state: z.enum(simulationStates),
  startedAt: timeSchema,
  endedAt: timeSchema.nullable(),
  /** Why it failed. */
  failure: z.string().nullable(),
  /** How long its devices have been running. */
  elapsed: z.number(),
  counts: simulationCountsSchema.nullable(),
});
export type SimulationRun = z.infer<typeof simulationRunSchema>;

/** Something that the simulator does to a device, or to all. */
export const simulationEventSchema = z.object({
  /** As the scenario has it, after the events began. */
  at: z.number(),
  /** When it happens in this run; null until the events begin. */
  due: z.number().nullable(),
  action: z.string(),
  device: z.string().nullable(),
});

export const lineStates = ["later", "waiting", "seen", "missed", "false-alarm"] as const;

/** One line of the truth beside what the monitor said of it. */
export const simulationLineSchema = z.object({
  enterprise: z.string(),
  asset: z.string().nullable(),
  check: z.string(),
  expected: verdictStatusSchema,
  /** The declared weakness that it follows from. */
  weakness: z.string().nullable(),
  /** From when it holds and until when it must be said; null for what holds from the start. */
  from: z.number().nullable(),
  by: z.number().nullable(),
  said: z.enum([...verdictStatusSchema.options, "nothing"]),
  /** When it was first said as expected, and how long after it held. */
  seenAt: z.number().nullable(),
  after: z.number().nullable(),
  state: z.enum(lineStates),
});
export type SimulationLine = z.infer<typeof simulationLineSchema>;

export const simulationCheckSchema = z.object({
  check: z.string(),
  hits: z.int(),
  misses: z.int(),
  falseAlarms: z.int(),
  confirmed: z.int(),
  good: z.int(),
  precision: z.number().nullable(),
  recall: z.number().nullable(),
  timeToDetect: z.number().nullable(),
});

/** A run with everything that is known of it. */
export const simulationRecordSchema = z.object({
  run: simulationRunSchema,
  events: z.array(simulationEventSchema),
  checks: z.array(simulationCheckSchema),
  /** Every line of the truth, and every false alarm. */
  lines: z.array(simulationLineSchema),
});
export type SimulationRecord = z.infer<typeof simulationRecordSchema>;

export const simulationViewSchema = z.object({
  /** Whether this installation runs simulations. */
  allowed: z.boolean(),
  scenarios: z.array(simulationScenarioSchema),
  /** Newest first; at most one is under way. */
  runs: z.array(simulationRunSchema),
});
export type SimulationView = z.infer<typeof simulationViewSchema>;

export const simulationStartSchema = z.strictObject({
  scenario: z.string().min(1).max(100),
  seed: z.int().min(0).max(2_147_483_647).default(7),
  speed: speedSchema.default(1),
});
export type SimulationStart = z.infer<typeof simulationStartSchema>;
