import { z } from "zod";
import { discoveryRangeSchema } from "../discovery/range.ts";
import { assetSchema } from "../inventory/inventory.ts";
import { metricPointSchema } from "../metric.ts";
import { observationSchema } from "../observation.ts";
import { spoolReportSchema } from "../spool.ts";

/** What travels between a collector and the centre. Streams are numbered apart and acknowledged apart. */

/** A spool's own id: sequence numbers start again when a collector's data folder is lost. */
const batchHead = { collectorId: z.string().min(1), spoolId: z.uuid() };
const sequence = z.int().positive();

export const maxBatchItems = 500;

export const observationBatchSchema = z.strictObject({
  ...batchHead,
  items: z
    .array(z.strictObject({ seq: sequence, observation: observationSchema }))
    .min(1)
    .max(maxBatchItems),
});
export type ObservationBatch = z.infer<typeof observationBatchSchema>;

export const sampleBatchSchema = z.strictObject({
  ...batchHead,
  items: z
    .array(z.strictObject({ seq: sequence, point: metricPointSchema }))
    .min(1)
    .max(maxBatchItems * 4),
});
export type SampleBatch = z.infer<typeof sampleBatchSchema>;

/** The centre has stored everything up to and including `storedThrough`; the collector may forget it. */
export const acknowledgementSchema = z.strictObject({
  storedThrough: z.int().nonnegative(),
  /** Items that were stored as refused (unknown asset, facts that break their schema), with the reason. */
  rejected: z.array(z.strictObject({ seq: sequence, code: z.string() })),
});
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;

/** The part of the inventory that one collector polls. */
export const assignmentSchema = z.strictObject({
  collectorId: z.string(),
  /** Changes whenever anything in it changes. */
  revision: z.string(),
  sites: z.array(
    z.strictObject({
      enterpriseId: z.string(),
      siteId: z.string(),
      /** The stop-all switch of the site: no device of it is contacted. */
      pollingStopped: z.boolean(),
      assets: z.array(assetSchema),
      /** The ranges of the site that this collector sweeps. */
      discovery: z.array(discoveryRangeSchema).optional(),
    }),
  ),
});
export type Assignment = z.output<typeof assignmentSchema>;
/** The same before defaults are filled in: what JSON carries. */
export type AssignmentInput = z.input<typeof assignmentSchema>;

/** What a collector says of itself, every few seconds. */
export const collectorStatusSchema = z.strictObject({
  collectorId: z.string().min(1),
  version: z.string().max(50),
  startedAt: z.int(),
  at: z.int(),
  assignmentRevision: z.string().optional(),
  endpoints: z.int(),
  inFlight: z.int(),
  /** Lateness of the schedule over the last minute, milliseconds. */
  latenessP50: z.number(),
  latenessP99: z.number(),
  spoolItems: z.int(),
  spoolBytes: z.int(),
  /** Absent from collectors of release 0.1. */
  spool: spoolReportSchema.optional(),
  rssBytes: z.int(),
  /** Endpoints outside the collector's own ceiling (`mayContact`); they were refused, not contacted. */
  refusedEndpoints: z.array(z.strictObject({ assetId: z.string(), endpointId: z.string(), url: z.string() })),
  /** Connections that a breaker leaves alone at the moment. */
  resting: z.array(z.strictObject({ connection: z.string(), until: z.int(), failures: z.int() })),
  /** SHA-256 of the collector's client certificate and the certificate itself, for operators who must trust it. */
  certificate: z
    .strictObject({ sha256: z.string(), subject: z.string(), notAfter: z.iso.datetime(), pem: z.string() })
    .optional(),
});
export type CollectorStatus = z.infer<typeof collectorStatusSchema>;
