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
}
