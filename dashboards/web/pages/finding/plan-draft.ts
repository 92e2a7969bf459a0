import type { FindingPatch, FindingView } from "../../../../api/contract/findings.ts";
import { localDay } from "../../claims/draft.ts";
import { endOfDay } from "../../parts/days.ts";

/** How a finding is to be put right, as it is written. The day is `YYYY-MM-DD`, local; empty where none is set. */
export interface PlanDraft {
  readonly assignee: string;
  readonly measure: string;
  readonly day: string;
  /** Why a date that was set is put off or dropped. */
  readonly reason: string;
}

type Planned = Pick<FindingView, "rectification">;

export function planOf({ rectification }: Planned): PlanDraft {
  return {
    assignee: rectification?.assignee ?? "",
    measure: rectification?.measure ?? "",
    day: dayOf(rectification?.dueAt),
    reason: "",
  };
}

function dayOf(dueAt: string | null | undefined): string {
  return dueAt == null ? "" : localDay(Date.parse(dueAt));
}

/** Whether a date that was set would be put off or dropped, for which a reason is asked. */
export function putsOff({ rectification }: Planned, { day }: PlanDraft): boolean {
  const before = dayOf(rectification?.dueAt);
  return before !== "" && (day === "" || day > before);
}

export type PlanFault = "due-past" | "due-reason";

const leastReason = 5;

/** What the centre would refuse, on a day. */
export function planFaults(finding: Planned, draft: PlanDraft, today: string): readonly PlanFault[] {
  const changed = draft.day !== dayOf(finding.rectification?.dueAt);
  return [
    ...(changed && draft.day !== "" && draft.day < today ? (["due-past"] as const) : []),
    ...(putsOff(finding, draft) && draft.reason.trim().length < leastReason ? (["due-reason"] as const) : []),
  ];
}

/** The decision that is sent; a day that stands is sent as it stands. */
export function planPatch(finding: Planned & Pick<FindingView, "version">, draft: PlanDraft): FindingPatch {
  const { rectification, version } = finding;
  const before = rectification?.dueAt ?? null;
  const stands = draft.day === dayOf(before);
  return {
    action: "assign",
    version,
    assignee: draft.assignee.trim() === "" ? null : draft.assignee.trim(),
    measure: draft.measure.trim(),
    dueAt: stands ? before : draft.day === "" ? null : endOfDay(draft.day),
    reason: draft.reason.trim(),
  };
}
