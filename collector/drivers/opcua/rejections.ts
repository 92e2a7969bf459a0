import type { SessionFacts } from "../../../model/protocols/opcua/facts.ts";
import type { Counters } from "./decode/server.ts";

/** The rejected counters of one moment, and for which start of the server they count. */
export interface RejectionMark {
  readonly startTime: string;
  readonly sessions: number;
  readonly requests: number;
}

/** The mark that counters give; undefined where the server does not count or does not say since when. */
export function markOf(counters: Counters, startTime: string | undefined): RejectionMark | undefined {
  const { rejected_sessions: sessions, rejected_requests: requests } = counters;
  return startTime === undefined || sessions === undefined || requests === undefined
    ? undefined
    : { startTime, sessions, requests };
}

/**
 * Growth between two marks with our own refused sessions taken out. Given per nominal interval of the probe, not per the time
 * that went by, so that facts stay still while nothing grows. Undefined across a restart.
 */
export function growth(
  before: RejectionMark | undefined,
  after: RejectionMark | undefined,
  ours: number,
  intervalMs: number,
): SessionFacts["rejections"] {
  if (before === undefined || after === undefined || before.startTime !== after.startTime) return undefined;
  const sessions = after.sessions - before.sessions;
  const requests = after.requests - before.requests;
  if (sessions < 0 || requests < 0) return undefined;
  const perSeconds = Math.round(intervalMs / 1000);
  // A refused session of ours is counted once as a session and at most twice as a request.
  return { sessions: Math.max(sessions - ours, 0), requests: Math.max(requests - 2 * ours, 0), perSeconds };
}
