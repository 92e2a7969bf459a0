import type { EndpointView } from "../../../../api/contract/assets.ts";
import type { measurements } from "../../../../model/metric.ts";
import { modbusDiagnostics } from "../../../../model/protocols/modbus/probes.ts";
import { opcuaSession } from "../../../../model/protocols/opcua/probes.ts";

export type CounterField = keyof (typeof measurements)["security"]["fields"];

/** `growing`: only a restart sets it back, so its growth tells; `level`: as it is now. */
export type CounterKind = "growing" | "level";

const opcua = [
  "security_rejected_sessions",
  "rejected_sessions",
  "security_rejected_requests",
  "rejected_requests",
  "session_timeouts",
  "session_aborts",
  "cumulated_sessions",
  "current_sessions",
  "current_subscriptions",
  "clock_skew_ms",
] as const satisfies readonly CounterField[];
const modbus = [
  "exceptions",
  "bus_communication_errors",
  "server_no_responses",
  "server_messages",
  "bus_messages",
] as const satisfies readonly CounterField[];

const counterProbes: ReadonlySet<string> = new Set([opcuaSession.id, modbusDiagnostics.id]);
const levels: ReadonlySet<CounterField> = new Set(["current_sessions", "current_subscriptions", "clock_skew_ms"]);

/** The counters that devices of these protocols may have, those that tell of attacks first. */
export function countersOf(protocols: readonly string[]): readonly ((typeof opcua)[number] | (typeof modbus)[number])[] {
  return [...(protocols.includes("opcua") ? opcua : []), ...(protocols.includes("modbus") ? modbus : [])];
}

export function counterKind(field: CounterField): CounterKind {
  return levels.has(field) ? "level" : "growing";
}

/** How much a counter grew over its points; a step down is a restart or a wrap, after which it counts from zero. */
export function growthOf(points: readonly (readonly [at: string, value: number])[]): number {
  return points.reduce((sum, [, value], index) => {
    const before = points[index - 1]?.[1];
    if (before === undefined) return sum;
    return sum + (value >= before ? value - before : value);
  }, 0);
}

/**
 * When the newest point was measured. Points of a chart bear the start of their step (milliseconds long); a probe that brings counters and
 * was answered within it says it exactly.
 */
export function measuredAt(pointAt: string, step: number, answeredAt: readonly string[]): string {
  const start = Date.parse(pointAt);
  const within = answeredAt.filter((at) => Date.parse(at) >= start && Date.parse(at) < start + step);
  return within.sort((one, other) => Date.parse(other) - Date.parse(one))[0] ?? pointAt;
}

/** When the probes that bring counters were last answered. */
export function counterTimes(endpoints: readonly EndpointView[]): readonly string[] {
  const seen = endpoints.flatMap(({ observations }) => observations);
  return seen.filter(({ probe, facts }) => counterProbes.has(probe) && facts !== null).map(({ lastSeen }) => lastSeen);
}
