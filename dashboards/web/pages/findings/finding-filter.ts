import type { FindingView } from "../../../../api/contract/findings.ts";

export interface FindingFilter {
  readonly text: string;
  readonly severity: string | null;
  /** A status, or `unresolved` for all but the resolved ones. */
  readonly status: string;
  /** A check, where the list is narrowed to one. */
  readonly check: string | null;
  readonly overdue: boolean;
}

export function isUnresolved({ status }: Pick<FindingView, "status">): boolean {
  return status !== "resolved";
}

export function matchesFindingFilter(finding: FindingView, { text, severity, status, check, overdue }: FindingFilter): boolean {
  return (
    (severity === null || finding.severity === severity) &&
    (check === null || finding.checkId === check) &&
    (!overdue || finding.overdue) &&
    (status === "all" || (status === "unresolved" ? isUnresolved(finding) : finding.status === status)) &&
    holdsText(finding, text.trim().toLowerCase())
  );
}

function holdsText({ checkId, title, assetId, assetName }: FindingView, text: string): boolean {
  const parts = [checkId, title["zh-CN"], title.en, assetId, assetName?.["zh-CN"], assetName?.en];
  return text === "" || parts.some((part) => part?.toLowerCase().includes(text));
}
