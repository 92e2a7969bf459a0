import type { DataValue } from "node-opcua";
import type { SessionFacts } from "../../../../model/protocols/opcua/facts.ts";
import { stateName } from "./enums.ts";
import { sortedBy, textOf, timeOf } from "./text.ts";

/** What the session probe reads of the Server object, by node id (OPC 10000-5, 6.3 and 8.3). */
export const serverNodes = {
  state: "i=2259",
  startTime: "i=2257",
  currentTime: "i=2258",
  buildInfo: "i=2260",
  auditing: "i=2994",
  diagnosticsEnabled: "i=2294",
  diagnosticsSummary: "i=2275",
  sessionSecurityDiagnostics: "i=3708",
  profiles: "i=2269",
  maxSessions: "i=24095",
  MaxNodesPerRead: "i=11705",
  MaxNodesPerBrowse: "i=11710",
  MaxMonitoredItemsPerCall: "i=11714",
  maxBrowseContinuationPoints: "i=2735",
} as const;
export type ServerNode = keyof typeof serverNodes;
export type ServerValues = Readonly<Record<ServerNode, DataValue | undefined>>;

/** Operation limits that a plan of requests keeps to; 0 on the wire means none, and is left out. */
const limitNames = ["MaxNodesPerRead", "MaxNodesPerBrowse", "MaxMonitoredItemsPerCall"] as const;

/** A read value, or undefined where the status is bad or nothing came. */
export function goodValue(value: DataValue | undefined): unknown {
  return value?.statusCode.isGood() ? (value.value?.value ?? undefined) : undefined;
}

/** The facts that the values of the Server object give; what could not be read is absent. */
export function decodeServer(values: ServerValues): Partial<SessionFacts> {
  const state = numberOf(goodValue(values.state));
  const limits = limitNames.flatMap((name) => {
    const limit = numberOf(goodValue(values[name]));
    return limit === undefined || limit === 0 ? [] : [[name, limit] as const];
  });
  return withoutAbsent({
    state: state === undefined ? undefined : stateName(state),
    startTime: timeOf(goodValue(values.startTime)),
    buildInfo: decodeBuildInfo(goodValue(values.buildInfo)),
    auditing: booleanOf(goodValue(values.auditing)),
    diagnosticsEnabled: booleanOf(goodValue(values.diagnosticsEnabled)),
    profiles: decodeProfiles(goodValue(values.profiles)),
    operationLimits: limits.length === 0 ? undefined : Object.fromEntries(limits),
    maxSessions: numberOf(goodValue(values.maxSessions)),
    sessionDiagnosticsReadable: decodeReadable(values.sessionSecurityDiagnostics),
  });
}

/** Counters of ServerDiagnosticsSummaryDataType (OPC 10000-5, 12.9), by the fields of the measurement `security`. */
const counterFields = {
  current_sessions: "currentSessionCount",
  cumulated_sessions: "cumulatedSessionCount",
  security_rejected_sessions: "securityRejectedSessionCount",
  rejected_sessions: "rejectedSessionCount",
  session_timeouts: "sessionTimeoutCount",
  session_aborts: "sessionAbortCount",
  current_subscriptions: "currentSubscriptionCount",
  security_rejected_requests: "securityRejectedRequestsCount",
  rejected_requests: "rejectedRequestsCount",
} as const;
export type Counters = Partial<Record<keyof typeof counterFields, number>>;

/** The server's counters; none where its diagnostics are switched off, since they stand still then. */
export function decodeCounters(values: ServerValues): Counters {
  if (booleanOf(goodValue(values.diagnosticsEnabled)) === false) return {};
  const summary = recordOf(goodValue(values.diagnosticsSummary));
  const counters = Object.entries(counterFields).flatMap(([field, name]) => {
    const count = numberOf(summary?.[name]);
    return count === undefined ? [] : [[field, count] as const];
  });
  return Object.fromEntries(counters);
}

export function decodeTime(value: DataValue | undefined): number | undefined {
  const time = goodValue(value);
  return time instanceof Date && !Number.isNaN(time.getTime()) ? time.getTime() : undefined;
}

/** An entry of somebody's session means that a list can be read; an empty one may be a filtered one, and says nothing. */
export function decodeReadable(value: DataValue | undefined): boolean | undefined {
  if (value === undefined) return undefined;
  if (!value.statusCode.isGood()) return refusals.has(value.statusCode.name) ? false : undefined;
  const entries = value.value?.value;
  return Array.isArray(entries) && entries.length > 0 ? true : undefined;
}
const refusals = new Set(["BadUserAccessDenied", "BadNotReadable", "BadSecurityModeInsufficient", "BadNodeIdUnknown"]);

function decodeBuildInfo(value: unknown): SessionFacts["buildInfo"] {
  const build = recordOf(value);
  if (build === undefined) return undefined;
  const buildDate = timeOf(build.buildDate);
  return {
    productUri: textOf(build.productUri),
    manufacturerName: textOf(build.manufacturerName),
    productName: textOf(build.productName),
    softwareVersion: textOf(build.softwareVersion),
    buildNumber: textOf(build.buildNumber),
    ...(buildDate === undefined ? {} : { buildDate }),
  };
}

function decodeProfiles(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return sortedBy(value.map(textOf), (profile) => profile);
}

function booleanOf(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function recordOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
}

/** Drops keys without a value: what was not learnt is absent from facts. */
export function withoutAbsent<T extends object>(facts: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as T;
}
