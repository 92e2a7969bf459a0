import type { Clock } from "../../model/instant.ts";
import type { MetricPoint } from "../../model/metric.ts";
import type { Outcome, Reason } from "../../model/observation.ts";
import type { Endpoint } from "../../model/protocols/index.ts";

/** What one job of a driver brought back. Facts are shaped by the probe's schema; jobs that only read values have none. */
export interface ProbeReport {
  readonly outcome: Outcome;
  readonly reason?: Reason;
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Values and counters; the collector adds enterprise, site and asset to their tags. */
  readonly samples: readonly Sample[];
  readonly traffic: Traffic;
}

export type Sample = Pick<MetricPoint, "measurement" | "fields" | "at"> & { readonly tags: Readonly<Record<string, string>> };

export interface Traffic {
  readonly requests: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Time spent waiting for answers, without the gate's own pauses, milliseconds. */
  readonly latencyMs: number;
}

/** A job that the scheduler runs again and again at an endpoint. */
export interface Job {
  /** Probe id, or `<protocol>.signals` for a job that only reads values. */
  readonly id: string;
  readonly intervalMs: number;
  /** On-request probes run only inside the asset's maintenance windows. */
  readonly onRequest: boolean;
}

/**
 * Guards one device connection. Every driver asks before each request; it waits out the minimum gap and the budget, and
 * throws once the signal is aborted. No request leaves without it.
 */
export interface RequestGate {
  request(signal: AbortSignal): Promise<void>;
}

/** Who the collector is on the wire: one stable certificate, and one stable stranger's for probes on request. */
export interface ClientIdentity {
  readonly applicationUri: string;
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

export interface DriverServices {
  readonly clock: Clock;
  readonly identity: ClientIdentity;
  /** Made on first use only: an auto-accepting server keeps what it is shown. */
  strangerIdentity(): Promise<ClientIdentity>;
  /** Reads a secret by the name of its environment variable. */
  secret(name: string): string | undefined;
}

/** A conversation with everything behind one connection; made by a driver, owned by the scheduler, which alone reconnects. */
export interface Link {
  /** Runs one job. Resolves in every case: what went wrong is an outcome with a reason. Honours the signal at every step. */
  run(endpoint: Endpoint, jobId: string, signal: AbortSignal): Promise<ProbeReport>;
  /** Ends the conversation in the protocol's own orderly way; safe to call twice. */
  close(): Promise<void>;
}

export interface Driver {
  readonly protocol: Endpoint["protocol"];
  /** Endpoints with the same key share a connection, its gate and its budget, such as units behind a gateway. */
  connectionKey(endpoint: Endpoint): string;
  /** Host that would be contacted, for the ceiling `mayContact`. */
  hostOf(endpoint: Endpoint): string;
  jobs(endpoint: Endpoint): readonly Job[];
  /** Deadline of one run of a job, milliseconds. */
  deadline(endpoint: Endpoint, jobId: string): number;
  /** An endpoint from a bare URL, for `scan`; throws a Problem where the URL is not of this protocol. */
  endpointFromUrl(url: string): Endpoint;
  link(gate: RequestGate, services: DriverServices): Link;
}
