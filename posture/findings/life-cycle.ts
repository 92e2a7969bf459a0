import type { Finding } from "../../model/finding.ts";
import { hour, type Instant } from "../../model/instant.ts";
import { compareSeverity, type Severity } from "../../model/severity.ts";
import type { Verdict } from "../../model/verdict.ts";
import type { Check } from "../checks/define.ts";
import { checks as allChecks } from "../checks/index.ts";

export interface AdvanceInput {
  readonly enterpriseId: string;
  /** Every finding of the enterprise, resolved ones included. */
  readonly findings: readonly Finding[];
  /** The newest verdicts of the enterprise, all of them or those of the assets that were judged again. */
  readonly verdicts: readonly Verdict[];
  readonly now: Instant;
  readonly newId: () => string;
  /** The checks of this release, unless others are to be used. */
  readonly checks?: readonly Check[];
  /** What is gone for good by a reviewed statement; null as endpoint means the whole asset. */
  readonly retired?: readonly Retirement[];
}

export interface Retirement {
  readonly assetId: string;
  readonly endpointId: string | null;
}

/** A finding about which nobody has decided anything yet. */
const unhandled = { status: "open", resolvedAt: null, acknowledgedBy: null, waiver: null, rectification: null } as const;

/** How far `lastSeen` may lag behind: each change is a new version, and a person's edit must not lose to every poll. */
const lastSeenStep = hour;

/**
 * Moves the findings of an enterprise on to what the verdicts say; answers those that changed or are new, each one version up.
 *
 * There is one finding per (check, asset) for ever. A fail opens it. Unknown, stale or missing verdicts leave it as it is, so an
 * asset that is silent or was taken out of the inventory keeps it, and so does one that lost the endpoint which failed. It is
 * resolved when a pass or not-applicable was really seen at every place where it failed. A later fail opens the same finding again: its id, its
 * first sight and its growing version stay; acknowledgement, waiver and rectification go, since they were decided about a fault that had ended;
 * the history of verdicts keeps when it was gone. Its severity is that of the worst failing verdict. A waiver lapses at `until`.
 * A reviewed retirement ends a finding as well, once nothing that is still there fails.
 */
export function advanceFindings(input: AdvanceInput): { readonly changed: readonly Finding[] } {
  const { findings, verdicts, now, checks = allChecks, retired = [] } = input;
  const informing = new Set(checks.filter((check) => check.informsOnly).map((check) => check.id));
  const byPair = Map.groupBy(
    verdicts.filter((verdict) => !informing.has(verdict.checkId)),
    pairOf,
  );
  const known = new Map(findings.map((finding) => [pairOf(finding), finding]));
  const moved = findings.flatMap((finding) => {
    const next = advance(lapse(finding, now), byPair.get(pairOf(finding)) ?? [], {
      now,
      retired: retired.filter(({ assetId }) => assetId === finding.assetId),
    });
    return isSame(finding, next) ? [] : [{ ...next, version: finding.version + 1 }];
  });
  const opened = [...byPair].flatMap(([pair, own]) => (known.has(pair) ? [] : (open(own, input) ?? [])));
  return { changed: [...moved, ...opened] };
}

/**
 * Findings that may move though nothing new was said of their subject: a waiver lapses, and a fail that rests on records alone is
 * seen at every moment.
 */
export function findingsMovedByTime(
  findings: readonly Finding[],
  { subjects }: { readonly subjects: ReadonlyMap<string | null, { readonly verdicts: readonly Verdict[] }> },
  now: Instant,
): readonly Finding[] {
  return findings.filter((finding) => {
    const { status, assetId, checkId, lastSeen } = finding;
    if (status === "waived") return lapse(finding, now) !== finding;
    if (status === "resolved" || now - lastSeen < lastSeenStep) return false;
    const verdicts = subjects.get(assetId)?.verdicts ?? [];
    return verdicts.some((verdict) => verdict.checkId === checkId && verdict.status === "fail" && verdict.evidenceAt === null);
  });
}

function open(verdicts: readonly Verdict[], { enterpriseId, now, newId }: AdvanceInput): Finding | undefined {
  const worst = worstFail(verdicts);
  if (worst === undefined) return undefined;
  const { checkId, siteId, assetId, severity } = worst;
  const seen = lastSight(verdicts, now);
  return {
    id: newId(),
    checkId,
    enterpriseId,
    siteId,
    assetId,
    severity,
    firstSeen: seen,
    lastSeen: seen,
    ...unhandled,
    endpoints: failingEndpoints([], verdicts),
    version: 1,
  };
}

interface Circumstances {
  readonly now: Instant;
  /** Retirements of the finding's own asset. */
  readonly retired: readonly Retirement[];
}

function advance(finding: Finding, verdicts: readonly Verdict[], { now, retired }: Circumstances): Finding {
  const left = finding.endpoints.filter((id) => !retired.some(({ endpointId }) => endpointId === null || endpointId === id));
  const worst = worstFail(verdicts);
  if (worst !== undefined) return stillFailing({ ...finding, endpoints: left }, worst, verdicts, now);
  if (finding.status === "resolved") return finding;
  const endpoints = failingEndpoints(left, verdicts);
  const isGone = left.length < finding.endpoints.length || retired.some(({ endpointId }) => endpointId === null);
  if (endpoints.length > 0 || !(isGone || verdicts.some(wasSeen))) return { ...finding, endpoints };
  return { ...finding, status: "resolved", resolvedAt: now, waiver: null, endpoints };
}

function stillFailing(finding: Finding, worst: Verdict, verdicts: readonly Verdict[], now: Instant): Finding {
  const seen = lastSight(verdicts, now);
  const endpoints = failingEndpoints(finding.endpoints, verdicts);
  if (finding.status === "resolved") {
    return { ...finding, ...unhandled, siteId: worst.siteId, severity: worst.severity, lastSeen: seen, endpoints };
  }
  const hidden = endpoints.some((id) => !verdicts.some(({ endpointId, status }) => endpointId === id && status === "fail"));
  const severity = hidden ? worse(finding.severity, worst.severity) : worst.severity;
  const lastSeen = seen - finding.lastSeen >= lastSeenStep || severity !== finding.severity ? seen : finding.lastSeen;
  return { ...finding, siteId: worst.siteId, severity, lastSeen: Math.max(lastSeen, finding.lastSeen), endpoints };
}

function lapse(finding: Finding, now: Instant): Finding {
  if (finding.status !== "waived" || finding.waiver === null || now < finding.waiver.until) return finding;
  return { ...finding, status: "open", acknowledgedBy: null, waiver: null };
}

/** The endpoints that failed and were not seen to be good since, in order. An endpoint that is judged no more stays among them. */
function failingEndpoints(before: readonly string[], verdicts: readonly Verdict[]): readonly string[] {
  const failing = new Set(before);
  for (const verdict of verdicts) {
    if (verdict.endpointId === null) continue;
    if (verdict.status === "fail") failing.add(verdict.endpointId);
    else if (wasSeen(verdict)) failing.delete(verdict.endpointId);
  }
  return [...failing].sort();
}

/** A verdict of an endpoint was seen when it rests on an observation; those of assets and enterprise rest on records. */
function wasSeen({ status, endpointId, evidenceAt }: Verdict): boolean {
  return (status === "pass" || status === "not-applicable") && (endpointId === null || evidenceAt !== null);
}

function worstFail(verdicts: readonly Verdict[]): Verdict | undefined {
  return verdicts
    .filter((verdict) => verdict.status === "fail")
    .reduce<Verdict | undefined>(
      (worst, verdict) => (worst === undefined || compareSeverity(verdict.severity, worst.severity) < 0 ? verdict : worst),
      undefined,
    );
}

function lastSight(verdicts: readonly Verdict[], now: Instant): Instant {
  return Math.max(...verdicts.filter((verdict) => verdict.status === "fail").map((verdict) => verdict.evidenceAt ?? now));
}

function worse(a: Severity, b: Severity): Severity {
  return compareSeverity(a, b) <= 0 ? a : b;
}

function pairOf({ assetId, checkId }: { readonly assetId: string | null; readonly checkId: string }): string {
  return JSON.stringify([assetId, checkId]);
}

function isSame(a: Finding, b: Finding): boolean {
  return (
    a.status === b.status &&
    a.severity === b.severity &&
    a.lastSeen === b.lastSeen &&
    a.siteId === b.siteId &&
    a.waiver === b.waiver &&
    a.acknowledgedBy === b.acknowledgedBy &&
    a.endpoints.join(" ") === b.endpoints.join(" ")
  );
}
