import type { z } from "zod";
import { hour, type Instant } from "../instant.ts";

/** One bounded conversation with an endpoint, known by a permanent id, and the shape of the facts it learns. */
export interface Probe<Id extends string = string, Facts = unknown> {
  readonly id: Id;
  readonly schema: z.ZodType<Facts>;
  /** Default interval between two runs, milliseconds. */
  readonly interval: number;
  /** Off unless the inventory allows it, and then only in a maintenance window. */
  readonly onRequest: boolean;
}

/**
 * Interval of probes that run once a day: shorter than the 24 hours for which regulation lets a pass stand, so that a probe that is
 * a little late leaves no gap.
 */
export const daily = 20 * hour;

export function defineProbe<const Id extends string, Facts>(probe: Probe<Id, Facts>): Probe<Id, Facts> {
  return probe;
}

/** A protocol: its scheme, its endpoint configuration and its probes. */
export interface Protocol<EndpointSchema extends z.ZodType = z.ZodType> {
  readonly id: string;
  /** URL schemes that `scan` recognises. */
  readonly schemes: readonly string[];
  readonly endpointSchema: EndpointSchema;
  readonly probes: readonly Probe[];
}

/** Facts of one probe together with the observation they come from. */
export interface Seen<Facts> {
  readonly observationId: string;
  readonly at: Instant;
  readonly lastSeen: Instant;
  readonly facts: Facts;
}
