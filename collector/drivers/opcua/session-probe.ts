import type { SessionFacts } from "../../../model/protocols/opcua/facts.ts";
import { opcuaSession } from "../../../model/protocols/opcua/probes.ts";
import type { Sample } from "../define.ts";
import {
  type Counters,
  decodeCounters,
  decodeServer,
  decodeTime,
  type ServerNode,
  type ServerValues,
  serverNodes,
  withoutAbsent,
} from "./decode/server.ts";
import { holdSession } from "./held-session.ts";
import type { Learnt } from "./link.ts";
import { planJobs } from "./plan.ts";
import { readAttributes, valuesOf } from "./read-values.ts";
import { growth, markOf } from "./rejections.ts";
import type { Run } from "./run.ts";
import type { HeldSession, Standing } from "./standing.ts";

/** Nodes that are asked for before the server's own limit is known; more than any server is known to refuse. */
const unknownLimit = 20;

/** `opcua.session`: who gets a session, and what the Server object says to the one that is held. */
export async function runSession(run: Run, standing: Standing): Promise<Learnt> {
  const held = await holdSession(run, standing);
  const { views } = standing;
  if (held === undefined) return { facts: { ...views } satisfies SessionFacts, samples: [] };
  const { values, skewMs, at } = await readServer(run, standing, held);
  const counters = decodeCounters(values);
  const server = decodeServer(values);
  standing.limits = server.operationLimits ?? {};
  if (isFull(counters, server.maxSessions)) await standing.release(run);
  const facts: SessionFacts = {
    ...views,
    session: held.attempt,
    ...server,
    ...withoutAbsent<Partial<SessionFacts>>({
      endpoints: held.session.offers?.map((offer) => offer.facts),
      rejections: noteRejections(run, standing, counters, server.startTime),
      sessionsUsedPercent: sessionsUsed(counters, server.maxSessions),
      clockSkewSeconds: stillSkew(standing, skewMs),
    }),
  };
  return { facts, samples: samplesOf(counters, skewMs, at) };
}

async function readServer(run: Run, standing: Standing, { session }: HeldSession) {
  const { clock } = standing.services;
  const names = Object.keys(serverNodes) as ServerNode[];
  const before = clock.now();
  const read = await readAttributes(run, session, valuesOf(names.map((name) => serverNodes[name])), unknownLimit);
  const at = clock.now();
  const values = Object.fromEntries(names.map((name, index) => [name, read[index]])) as ServerValues;
  const time = decodeTime(values.currentTime);
  return { values, at, skewMs: time === undefined ? undefined : time - (before + at) / 2 };
}

/** The difference in whole seconds; the last one stands until the clock moved by a full step, lest facts flicker. */
function stillSkew(standing: Standing, skewMs: number | undefined): number | undefined {
  if (skewMs === undefined) return undefined;
  const last = standing.clockSkewSeconds;
  if (last === undefined || Math.abs(skewMs - last * 1000) >= 1000) standing.clockSkewSeconds = Math.round(skewMs / 1000);
  return standing.clockSkewSeconds;
}

function noteRejections(run: Run, standing: Standing, counters: Counters, startTime: string | undefined) {
  const mark = markOf(counters, startTime);
  const intervalMs = planJobs(run.endpoint).find((job) => job.id === opcuaSession.id)?.intervalMs ?? opcuaSession.interval;
  const grown = growth(standing.rejectionMark, mark, standing.refusedSessions, intervalMs);
  standing.rejectionMark = mark;
  standing.refusedSessions = 0;
  return grown;
}

/** Whether no session is left for an operator while we hold one; ours is the one to go. */
function isFull({ current_sessions: current }: Counters, maximum: number | undefined): boolean {
  return current !== undefined && maximum !== undefined && maximum > 0 && current >= maximum;
}

/** Sessions of others in tenths of the maximum, as percent. */
function sessionsUsed({ current_sessions: current }: Counters, maximum: number | undefined): number | undefined {
  if (current === undefined || maximum === undefined || maximum === 0) return undefined;
  return Math.floor((Math.max(current - 1, 0) / maximum) * 10) * 10;
}

function samplesOf(counters: Counters, skewMs: number | undefined, at: number): Sample[] {
  const fields = { ...counters, ...(skewMs === undefined ? {} : { clock_skew_ms: skewMs }) };
  return Object.keys(fields).length === 0 ? [] : [{ measurement: "security", tags: {}, fields, at }];
}
