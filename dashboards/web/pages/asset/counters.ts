import type { measurements } from "../../../../model/metric.ts";

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
