import type { Catalog } from "../../catalogs/catalog.ts";
import { type Finding, isOverdue } from "../../model/finding.ts";
import type { Instant } from "../../model/instant.ts";
import { compareSeverity, type Severity } from "../../model/severity.ts";
import type { SeverityCounts } from "../contract/common.ts";
import type { FindingDetail, FindingView } from "../contract/findings.ts";
import type { InventoryEntry } from "../inventory/inventory-book.ts";
import { assetName, enterpriseName, qualifiedOrNull } from "./names.ts";
import { isoTime, isoTimeOrNull } from "./time.ts";
import { type ChecksById, checkTitle } from "./verdict-view.ts";

export function findingView(finding: Finding, entry: InventoryEntry | undefined, checks: ChecksById, now: Instant): FindingView {
  const { id, checkId, enterpriseId, siteId, assetId, status, severity, acknowledgedBy, waiver, version } = finding;
  return {
    id,
    checkId,
    title: checkTitle(checkId, checks),
    enterpriseId,
    enterpriseName: enterpriseName(entry, enterpriseId),
    siteId,
    assetId: qualifiedOrNull(enterpriseId, assetId),
    assetName: assetName(entry, assetId),
    status,
    severity,
    firstSeen: isoTime(finding.firstSeen),
    lastSeen: isoTime(finding.lastSeen),
    resolvedAt: isoTimeOrNull(finding.resolvedAt),
    acknowledgedBy,
    waiver: waiver === null ? null : { ...waiver, until: isoTime(waiver.until) },
    rectification: rectificationView(finding),
    overdue: isOverdue(finding, now),
    endpoints: [...finding.endpoints],
    version,
  };
}

function rectificationView({ rectification }: Finding): FindingView["rectification"] {
  if (rectification === null) return null;
  const { dueAt, firstDueAt } = rectification;
  return { ...rectification, dueAt: isoTimeOrNull(dueAt), firstDueAt: isoTimeOrNull(firstDueAt) };
}

/** Unresolved before resolved, then worst first, then newest first. */
export function compareFindings(a: Finding, b: Finding): number {
  const settled = Number(a.status === "resolved") - Number(b.status === "resolved");
  return settled || compareSeverity(a.severity, b.severity) || b.firstSeen - a.firstSeen || (a.id < b.id ? -1 : 1);
}

/** Findings by severity; each is one, or as many as its count says. */
export function countBySeverity(findings: readonly { readonly severity: Severity; readonly count?: number }[]): SeverityCounts {
  const counts: SeverityCounts = { critical: 0, high: 0, medium: 0, low: 0 };
  for (const { severity, count = 1 } of findings) counts[severity] += count;
  return counts;
}

/** Findings that count as open: neither resolved nor waived. */
export function isOpen({ status }: Pick<Finding, "status">): boolean {
  return status === "open" || status === "acknowledged";
}

/** Whether it still stands, waived or not. */
export function isUnresolved({ status }: Finding): boolean {
  return status !== "resolved";
}

/** The objectives of the catalogues that a check judges. */
export function objectivesOf(checkId: string, catalogs: readonly Catalog[]): FindingDetail["objectives"] {
  return catalogs
    .flatMap(({ tasks }) => tasks)
    .flatMap(({ controls }) => controls)
    .flatMap(({ objectives }) => objectives)
    .flatMap(({ id, text, judgedBy }) => judgedBy.filter(({ check }) => check === checkId).map(({ as }) => ({ id, text, as })));
}
