import { day, second } from "../../../model/instant.ts";
import { Problem } from "../../../model/problem.ts";
import { type OpcuaEndpoint, opcuaEndpointSchema } from "../../../model/protocols/opcua/endpoint.ts";
import { opcuaDefaultCredentials } from "../../../model/protocols/opcua/probes.ts";
import { opcua } from "../../../model/protocols/opcua/protocol.ts";
import type { Job } from "../define.ts";
import { OpcuaFailure } from "./errors.ts";

/** What one run of a job may cost the device; the time is that of one connection, of which a run opens a few in turn. */
export const bounds = {
  requests: 60,
  answerMs: 5_000,
  bytes: 2 * 1024 * 1024,
  connections: 4,
  detachedRequests: 4,
  detachedMs: 1_000,
  /** Runs that open connections at once, whatever the number of servers: more would only wait for each other until all are too late. */
  opening: 16,
  /** How long such a run may wait for its turn. */
  turnMs: 300_000,
} as const;

export const signalsJob = "opcua.signals";
const signalsInterval = 10 * second;

/** In `onRequest` it allows the channel probe to show the stranger certificate, which a server may keep. */
export const strangerProbe = "opcua.stranger";

/** The jobs of an endpoint. The channel probe is on request where it may show the stranger certificate. */
export function planJobs(endpoint: OpcuaEndpoint): Job[] {
  const allowed = opcua.probes.filter((probe) => !probe.onRequest || mayTryFactoryAccount(endpoint));
  const probes = allowed.map((probe) => ({
    id: probe.id as string,
    intervalMs: intervalOf(endpoint, probe.id, probe.interval),
    onRequest: probe.onRequest || (probe.id === "opcua.channel" && endpoint.onRequest.includes(strangerProbe)),
  }));
  const signals = { id: signalsJob, intervalMs: intervalOf(endpoint, signalsJob, signalsInterval), onRequest: false };
  return endpoint.signals.length === 0 ? probes : [...probes, signals];
}

/** Deadline of a run, milliseconds: the wait for its turn, the device's time, and what the gate takes for every request that a run may send. */
export function deadlineOf(endpoint: OpcuaEndpoint): number {
  const { minGap, requestsPerMinute } = endpoint.limits;
  return bounds.turnMs + bounds.connections * bounds.answerMs + bounds.requests * (minGap + 60_000 / requestsPerMinute);
}

/** How long a session is asked to live without a request, milliseconds: over the longest pause between two jobs that use it. */
export function sessionTimeoutOf(endpoint: OpcuaEndpoint): number {
  const used = planJobs(endpoint).filter((job) => job.id === "opcua.session" || job.id === signalsJob);
  const pause = Math.min(...used.map((job) => job.intervalMs));
  return Math.min(Math.max(2.5 * pause, 30 * second), day);
}

/** An endpoint as `scan` contacts it. Throws a Problem where the URL is not one of OPC UA over TCP. */
export function endpointFromUrl(url: string): OpcuaEndpoint {
  const parsed = opcuaEndpointSchema.safeParse({ id: "scanned", protocol: "opcua", url });
  if (!parsed.success || !URL.canParse(url)) {
    throw new Problem("url-invalid", `not an OPC UA address: ${url}`, { target: url, advice: "opc.tcp://host:port/path" });
  }
  return parsed.data;
}

/** Host and port that are dialled; 4840 is the port registered for OPC UA. */
export function authorityOf(endpoint: Pick<OpcuaEndpoint, "url">): { host: string; port: number } {
  const { hostname, port } = new URL(endpoint.url);
  return { host: hostname.replace(/^\[(.*)\]$/, "$1"), port: port === "" ? 4840 : Number(port) };
}

/**
 * Sends a list in one request and, where the server finds it too long (BadTooManyOperations), in halves. For servers that keep
 * their limit to themselves.
 */
export async function halving<T, Result>(
  items: readonly T[],
  send: (items: readonly T[]) => Promise<Result[]>,
): Promise<Result[]> {
  try {
    return await send(items);
  } catch (error) {
    const tooMany = error instanceof OpcuaFailure && error.statusCode === "BadTooManyOperations";
    if (!tooMany || items.length < 2) throw error;
    const results: Result[] = [];
    for (const half of inBatches(items, Math.ceil(items.length / 2))) results.push(...(await halving(half, send)));
    return results;
  }
}

/** Cuts a list into parts of at most `size`. */
export function inBatches<T>(items: readonly T[], size: number): T[][] {
  const width = Math.max(1, Math.floor(size));
  return Array.from({ length: Math.ceil(items.length / width) }, (_, index) => items.slice(index * width, (index + 1) * width));
}

function mayTryFactoryAccount({ onRequest, factoryAccount }: OpcuaEndpoint): boolean {
  return factoryAccount !== undefined && onRequest.includes(opcuaDefaultCredentials.id);
}

function intervalOf(endpoint: OpcuaEndpoint, id: string, usual: number): number {
  return endpoint.intervals[id] ?? usual;
}
