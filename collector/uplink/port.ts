import type { TaskOrder, TaskReport } from "../../model/discovery/task.ts";
import type { Acknowledgement, Assignment, CollectorStatus, ObservationBatch, SampleBatch } from "../../model/wire/batches.ts";

/**
 * The way from a collector to the centre. Every call throws a Problem where the centre did not take it: `centre-unreachable` and
 * `centre-busy` pass, `centre-refused` needs a person. What was not acknowledged stays in the spool.
 */
export interface Uplink {
  deliverObservations(batch: ObservationBatch): Promise<Acknowledgement>;
  deliverSamples(batch: SampleBatch): Promise<Acknowledgement>;
  /** undefined: the assignment is still the one with `revision`. */
  fetchAssignment(revision: string | undefined): Promise<Assignment | undefined>;
  report(status: CollectorStatus): Promise<void>;
  /** Told of every assignment that the collector takes over, also of one that it kept; for ways that depend on the place. */
  assigned?(assignment: Assignment): void;
}

/** The way by which people's tasks come from the centre and are reported to it. */
export interface TaskUplink {
  /** Waits a while for a task; undefined where none came. */
  nextTask(signal: AbortSignal): Promise<TaskOrder | undefined>;
  /** Whether the task is to go on. */
  reportTask(id: string, report: TaskReport): Promise<{ readonly goOn: boolean }>;
}
