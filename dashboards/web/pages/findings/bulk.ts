import type { SessionView } from "../../../../api/contract/accounts.ts";
import type { FindingPatch, FindingView } from "../../../../api/contract/findings.ts";
import { endOfDay } from "../../parts/days.ts";
import { may } from "../../shell/may.ts";
import { type PlanDraft, planPatch } from "../finding/plan-draft.ts";

/** What may be decided about many findings at once. Nothing resolves one but evidence. */
export const bulkActs = ["acknowledge", "assign", "waive", "reopen"] as const;
export type BulkAct = (typeof bulkActs)[number];

/** Whether the state of a finding permits an act. */
function permits(act: BulkAct, { status }: Pick<FindingView, "status">): boolean {
  switch (act) {
    case "acknowledge":
      return status === "open";
    case "reopen":
      return status === "acknowledged" || status === "waived";
    case "waive":
      return status === "open" || status === "acknowledged";
    case "assign":
      return status !== "resolved";
  }
}

/** The findings to which an act applies and about which the person may decide. */
export function applicable(
  act: BulkAct,
  findings: readonly FindingView[],
  session: Pick<SessionView, "grants">,
): readonly FindingView[] {
  return findings.filter((finding) => permits(act, finding) && may(session, act, finding.enterpriseId, finding.siteId));
}

/** What is written once for all of them; an empty field of a plan leaves what stands. */
export interface BulkDraft {
  readonly plan: PlanDraft;
  readonly reason: string;
  /** Last day of a waiver, `YYYY-MM-DD`, local. */
  readonly until: string;
}

/** The plan of one finding with what was written for all laid over it. */
export function mergedPlan(
  { rectification }: Pick<FindingView, "rectification">,
  standing: PlanDraft,
  plan: PlanDraft,
): PlanDraft {
  const keep = (written: string, stands: string) => (written.trim() === "" && rectification !== null ? stands : written);
  return {
    assignee: keep(plan.assignee, standing.assignee),
    measure: keep(plan.measure, standing.measure),
    day: keep(plan.day, standing.day),
    reason: plan.reason,
  };
}

/** The decision about one of them. */
export function bulkPatch(act: BulkAct, finding: FindingView, draft: BulkDraft, merged: PlanDraft): FindingPatch {
  const { version } = finding;
  switch (act) {
    case "acknowledge":
    case "reopen":
      return { action: act, version };
    case "waive":
      return { action: "waive", version, reason: draft.reason.trim(), until: endOfDay(draft.until) };
    case "assign":
      return planPatch(finding, merged);
  }
}

/** Sends one decision after the other; answers the ids that failed. Nothing of the others is lost by one that fails. */
export async function runBulk<T extends { readonly id: string }>(
  items: readonly T[],
  send: (item: T) => Promise<void>,
  onProgress: (done: number) => void,
): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const [index, item] of items.entries()) {
    try {
      await send(item);
    } catch {
      failed.push(item.id);
    }
    onProgress(index + 1);
  }
  return failed;
}
