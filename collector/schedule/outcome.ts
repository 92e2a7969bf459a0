import { randomUUID } from "node:crypto";
import { type Clock, type Instant, second } from "../../model/instant.ts";
import type { Asset } from "../../model/inventory/inventory.ts";
import type { MetricPoint } from "../../model/metric.ts";
import type { Observation } from "../../model/observation.ts";
import type { Endpoint } from "../../model/protocols/index.ts";
import type { Job, ProbeReport } from "../drivers/define.ts";
import { longestPause } from "./maintenance-window.ts";

/** One endpoint as the schedule knows it. */
export interface Target {
  readonly enterpriseId: string;
  readonly siteId: string;
  readonly asset: Asset;
  readonly endpoint: Endpoint;
}

/** What leaves the schedule after every run of a job. */
export interface Outcome {
  readonly observation: Observation | undefined;
  readonly points: readonly MetricPoint[];
}

/** A run that brought no report of its own. */
export function failedRun(code: string, started: Instant, clock: Clock): ProbeReport {
  return {
    outcome: "unreachable",
    reason: { code },
    samples: [],
    traffic: { requests: 0, bytesIn: 0, bytesOut: 0, latencyMs: clock.now() - started },
  };
}

/** The report of a run as what is kept of it: an observation where there are facts or a failure, and points for the metrics. */
export function toOutcome(target: Target, job: Job, report: ProbeReport, at: Instant): Outcome {
  const { enterpriseId, siteId, asset, endpoint } = target;
  const place = { enterprise: enterpriseId, site: siteId, asset: asset.id };
  const poll: MetricPoint = {
    measurement: "poll",
    tags: { ...place, endpoint: endpoint.id, protocol: endpoint.protocol },
    fields: {
      up: report.outcome === "answered" || report.outcome === "refused" ? 1 : 0,
      latency_ms: report.traffic.latencyMs,
      bytes_in: report.traffic.bytesIn,
      bytes_out: report.traffic.bytesOut,
      requests: report.traffic.requests,
      ...(report.reason === undefined ? {} : { error: report.reason.code }),
    },
    at,
  };
  const points = report.samples.map(
    (sample): MetricPoint => ({
      measurement: sample.measurement,
      tags: { ...place, ...sample.tags },
      fields: sample.fields,
      at: sample.at,
    }),
  );
  return { observation: readsValuesOnly(report) ? undefined : toObservation(target, job, report, at), points: [poll, ...points] };
}

/** A job that only reads values leaves an observation only when it failed, so that silence shows. */
function readsValuesOnly(report: ProbeReport): boolean {
  return report.outcome === "answered" && report.facts === undefined;
}

function toObservation({ enterpriseId, asset, endpoint }: Target, job: Job, report: ProbeReport, at: Instant): Observation {
  return {
    id: randomUUID(),
    enterpriseId,
    assetId: asset.id,
    endpointId: endpoint.id,
    probe: job.id,
    at,
    validForSeconds: validForSeconds(job, asset),
    outcome: report.outcome,
    ...(report.reason === undefined ? {} : { reason: report.reason }),
    ...(report.outcome === "answered" && report.facts !== undefined ? { facts: report.facts } : {}),
  };
}

/** Two missed runs and a slack for lateness are forgiven before facts count as stale; a job on request runs in windows alone. */
function validForSeconds({ intervalMs, onRequest }: Job, { maintenanceWindows }: Asset): number {
  const pause = onRequest ? Math.max(intervalMs, longestPause(maintenanceWindows)) : intervalMs;
  return Math.ceil((pause * 2.5) / second) + 30;
}
