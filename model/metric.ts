import { z } from "zod";
import { instantSchema } from "./instant.ts";

/**
 * Every measurement with its tags and the fixed type of each field. Field types are fixed here for all stores, because
 * a store that checks types per shard would otherwise accept a second type and silently answer with half of the data.
 */
export const measurements = {
  poll: {
    tags: ["enterprise", "site", "asset", "endpoint", "protocol"],
    fields: {
      up: "integer",
      latency_ms: "float",
      bytes_in: "integer",
      bytes_out: "integer",
      requests: "integer",
      error: "string",
    },
  },
  signal: { tags: ["enterprise", "site", "asset", "signal"], fields: { value: "float", text: "string", good: "integer" } },
  security: {
    tags: ["enterprise", "site", "asset"],
    fields: {
      rejected_sessions: "integer",
      rejected_requests: "integer",
      security_rejected_sessions: "integer",
      security_rejected_requests: "integer",
      current_sessions: "integer",
      cumulated_sessions: "integer",
      current_subscriptions: "integer",
      session_timeouts: "integer",
      session_aborts: "integer",
      exceptions: "integer",
      bus_messages: "integer",
      bus_communication_errors: "integer",
      server_messages: "integer",
      server_no_responses: "integer",
      clock_skew_ms: "float",
    },
  },
  verdict: { tags: ["enterprise", "site", "asset", "check"], fields: { status: "integer" } },
  posture: {
    tags: ["enterprise", "site", "catalog", "node"],
    fields: { demonstrated: "float", potential: "float", coverage: "float" },
  },
  findings: { tags: ["enterprise", "site", "severity"], fields: { open: "integer", waived: "integer" } },
  collector: {
    tags: ["collector"],
    fields: {
      lateness_ms: "float",
      in_flight: "integer",
      spool_bytes: "integer",
      spool_dropped: "integer",
      spool_age_ms: "float",
      rss_bytes: "integer",
      retried: "integer",
      rejected: "integer",
    },
  },
} as const satisfies Record<string, { tags: readonly string[]; fields: Record<string, FieldType> }>;

export type FieldType = "float" | "integer" | "string";
export type Measurement = keyof typeof measurements;
export const measurementSchema = z.enum(Object.keys(measurements) as [Measurement, ...Measurement[]]);

/** One point: values that were true at one moment. Metric stores treat (measurement, tags, at) as its identity. */
export const metricPointSchema = z
  .strictObject({
    measurement: measurementSchema,
    tags: z.record(z.string(), z.string().min(1).max(200)),
    fields: z.record(z.string(), z.union([z.number(), z.string().max(1000)])),
    at: instantSchema,
  })
  .superRefine((point, context) => {
    const declared: { tags: readonly string[]; fields: Record<string, FieldType> } = measurements[point.measurement];
    for (const tag of Object.keys(point.tags)) {
      if (!declared.tags.includes(tag)) context.addIssue({ code: "custom", path: ["tags", tag], message: "unknown tag" });
    }
    for (const [field, value] of Object.entries(point.fields)) {
      if (!fits(declared.fields[field], value)) {
        context.addIssue({
          code: "custom",
          path: ["fields", field],
          message: `expected ${declared.fields[field] ?? "no such field"}`,
        });
      }
    }
  });
export type MetricPoint = z.infer<typeof metricPointSchema>;

function fits(type: FieldType | undefined, value: number | string): boolean {
  if (type === "string") return typeof value === "string";
  if (type === "float") return typeof value === "number" && Number.isFinite(value);
  return type === "integer" && Number.isSafeInteger(value);
}
