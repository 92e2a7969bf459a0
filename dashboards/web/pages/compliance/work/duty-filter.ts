import type { Duty } from "../../../../../api/contract/duties.ts";

/** What a reader wants of the work list. */
export interface DutyFilter {
  readonly view: DutyView;
  /** Names under which the reader is in charge; undefined: everybody's. */
  readonly mine: readonly string[] | undefined;
  readonly text: string;
}

export const dutyViews = ["all", "owed", "expiring", "review", "returned", "rectification", "overdue"] as const;
export type DutyView = (typeof dutyViews)[number];

/** Whether a duty belongs in a view. */
function isIn(view: DutyView, { kind, backing, overdue, mayReview }: Duty): boolean {
  switch (view) {
    case "all":
      return true;
    case "owed":
      return kind === "claim" || kind === "scope" || kind === "retirement";
    case "expiring":
      return kind === "renewal" || kind === "waiver";
    case "review":
      return kind === "review" && mayReview;
    case "returned":
      return backing === "returned";
    case "rectification":
      return kind === "rectification";
    case "overdue":
      return overdue;
  }
}

/** Whether a duty follows from a catalogue; findings, measures and retirements concern every one. */
export function concerns({ catalogId }: Duty, chosen: string): boolean {
  return catalogId === null || catalogId === chosen;
}

export function matchesDuty(duty: Duty, { view, mine, text }: DutyFilter): boolean {
  return isIn(view, duty) && (mine === undefined || isMine(duty, mine)) && holdsText(duty, text.trim().toLowerCase());
}

/** What waits for a review belongs to everybody who may make it. */
function isMine({ assignee, kind, mayReview }: Duty, mine: readonly string[]): boolean {
  return (kind === "review" && mayReview) || (assignee !== null && mine.includes(assignee));
}

function holdsText({ title, objectiveId, assignee, assetName }: Duty, text: string): boolean {
  const parts = [title["zh-CN"], title.en, objectiveId, assignee, assetName?.["zh-CN"], assetName?.en];
  return text === "" || parts.some((part) => part?.toLowerCase().includes(text));
}

export function countDuties(duties: readonly Duty[], filter: Omit<DutyFilter, "view">): Readonly<Record<DutyView, number>> {
  const count = (view: DutyView) => duties.filter((duty) => matchesDuty(duty, { ...filter, view })).length;
  return {
    all: count("all"),
    owed: count("owed"),
    expiring: count("expiring"),
    review: count("review"),
    returned: count("returned"),
    rectification: count("rectification"),
    overdue: count("overdue"),
  };
}
