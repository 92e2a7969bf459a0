import type { FindingView } from "../../../../api/contract/findings.ts";
import { type FindingStatus, findingStatuses } from "../../../../model/finding.ts";
import { compareSeverity } from "../../../../model/severity.ts";

export interface BoardColumn {
  readonly status: FindingStatus;
  /** Those that are drawn, what is most urgent first. */
  readonly shown: readonly FindingView[];
  readonly count: number;
}

/** Findings by status: overdue ones first, then the worst; of resolved ones the newest. */
export function boardColumns(findings: readonly FindingView[], limit: number): readonly BoardColumn[] {
  return findingStatuses.map((status) => {
    const own = findings.filter((finding) => finding.status === status).sort(status === "resolved" ? newestFirst : urgentFirst);
    return { status, shown: own.slice(0, limit), count: own.length };
  });
}

function urgentFirst(one: FindingView, other: FindingView): number {
  return (
    Number(other.overdue) - Number(one.overdue) ||
    compareSeverity(one.severity, other.severity) ||
    dueOf(one) - dueOf(other) ||
    Date.parse(one.firstSeen) - Date.parse(other.firstSeen)
  );
}

/** What has no date comes last; kept finite, so that two without one compare equal. */
function dueOf({ rectification }: FindingView): number {
  return rectification?.dueAt == null ? Number.MAX_SAFE_INTEGER : Date.parse(rectification.dueAt);
}

function newestFirst(one: FindingView, other: FindingView): number {
  return Date.parse(other.resolvedAt ?? other.lastSeen) - Date.parse(one.resolvedAt ?? one.lastSeen);
}

type Arrow = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";
export const arrows: readonly Arrow[] = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];

/** The card to which an arrow leads from a card; sideways to the same height, or the last card of a shorter column. */
export function cardAfter(columns: readonly BoardColumn[], id: string, arrow: Arrow): string | undefined {
  const column = columns.findIndex(({ shown }) => shown.some((finding) => finding.id === id));
  const row = columns[column]?.shown.findIndex((finding) => finding.id === id) ?? -1;
  if (row < 0) return undefined;
  if (arrow === "ArrowUp" || arrow === "ArrowDown") return columns[column]?.shown[row + (arrow === "ArrowUp" ? -1 : 1)]?.id;
  const sideways = arrow === "ArrowLeft" ? columns.slice(0, column).reverse() : columns.slice(column + 1);
  const shown = sideways.find((one) => one.shown.length > 0)?.shown ?? [];
  return shown[Math.min(row, shown.length - 1)]?.id;
}
