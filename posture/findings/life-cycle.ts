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
}

/** How far `lastSeen` may lag behind: each change is a new version, and a person's edit must not lose to every poll. */
const lastSeenStep = hour;

/**
 * Moves the findings of an enterprise on to what the verdicts say; answers those that changed or are new, each one version up.
 *
 * There is one finding per (check, asset) for ever. A fail opens it. Unknown, stale or missing verdicts leave it as it is, so an
 * asset that is silent or was taken out of the inventory keeps it. It is resolved when no endpoint of the asset fails, none may
 * still be failing unseen, and a pass or not-applicable was really seen. A later fail opens the same finding again: its id, its
 * first sight and its growing version stay, acknowledgement and waiver go, since they were decided about a fault that had ended;
 * the history of verdicts keeps when it was gone. Its severity is that of the worst failing verdict. A waiver lapses at `until`.
 */
export function advanceFindings(input: AdvanceInput): { readonly changed: readonly Finding[] } {
  const { findings, verdicts, now, checks = allChecks } = input;
  const informing = new Set(checks.filter((check) => check.informsOnly).map((check) => check.id));
  const byPair = Map.groupBy(
    verdicts.filter((verdict) => !informing.has(verdict.checkId)),
    pairOf,
  );
  const known = new Map(findings.map((finding) => [pairOf(finding), finding]));
  const moved = findings.flatMap((finding) => {
    const next = advance(lapse(finding, now), byPair.get(pairOf(finding)) ?? [], now);
    return isSame(finding, next) ? [] : [{ ...next, version: finding.version + 1 }];
  });
  const opened = [...byPair].flatMap(([pair, own]) => (known.has(pair) ? [] : (open(own, input) ?? [])));
  return { changed: [...moved, ...opened] };
}

function open(verdicts: readonly Verdict[], { enterpriseId, now, newId }: AdvanceInput): Finding | undefined {
  const worst = worstFail(verdicts);
  if (worst === undefined) return undefined;
  const { checkId, siteId, assetId, severity } = worst;
  const seen = lastSight(verdicts, now);
  const unhandled = { status: "open", resolvedAt: null, acknowledgedBy: null, waiver: null } as const;
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
    version: 1,
  };
}

function advance(finding: Finding, verdicts: readonly Verdict[], now: Instant): Finding {
  const worst = worstFail(verdicts);
  if (worst !== undefined) return stillFailing(finding, worst, verdicts, now);
  if (finding.status === "resolved" || verdicts.some(mayStillFail) || !verdicts.some(wasSeen)) return finding;
  return { ...finding, status: "resolved", resolvedAt: now, waiver: null };
}

function stillFailing(finding: Finding, worst: Verdict, verdicts: readonly Verdict[], now: Instant): Finding {
  const seen = lastSight(verdicts, now);
  if (finding.status === "resolved") {
    const anew = { status: "open", resolvedAt: null, acknowledgedBy: null, waiver: null } as const;
    return { ...finding, ...anew, siteId: worst.siteId, severity: worst.severity, lastSeen: seen };
  }
  const severity = verdicts.some(mayStillFail) ? worse(finding.severity, worst.severity) : worst.severity;
  const lastSeen = seen - finding.lastSeen >= lastSeenStep || severity !== finding.severity ? seen : finding.lastSeen;
  return { ...finding, siteId: worst.siteId, severity, lastSeen: Math.max(lastSeen, finding.lastSeen) };
}

function lapse(finding: Finding, now: Instant): Finding {
  if (finding.status !== "waived" || finding.waiver === null || now < finding.waiver.until) return finding;
  return { ...finding, status: "open", acknowledgedBy: null, waiver: null };
}

/**
 * An unknown that came from facts can hide the endpoint that failed. One without any readable facts cannot: an endpoint that
 * failed once has facts, and they are kept.
 */
function mayStillFail({ status, because }: Verdict): boolean {
  return status === "unknown" && because.key !== "common.not-observed" && because.key !== "common.probe-failed";
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
    a.acknowledgedBy === b.acknowledgedBy
  );
}
