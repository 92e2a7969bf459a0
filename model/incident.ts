import { hour, type Instant } from "./instant.ts";

/** Grades of a cyber incident (国家网络安全事件应急预案): general, larger, major, extraordinary; null: not judged yet. */
export const incidentGrades = ["general", "larger", "major", "extraordinary"] as const;
export type IncidentGrade = (typeof incidentGrades)[number];

/** Parts of an incident report that people write. */
export const incidentTexts = ["title", "summary", "impact", "cause", "measures", "next", "contact"] as const;
export type IncidentText = (typeof incidentTexts)[number];

/** Somebody was told of it by a person; Plantwatch tells nobody. */
export interface IncidentTold {
  readonly clockId: string;
  readonly at: Instant;
}

/** A draft of an incident report (事件报告), prefilled from findings and events and edited by people. */
export interface Incident extends Readonly<Record<IncidentText, string>> {
  readonly id: string;
  readonly enterpriseId: string;
  /** From here the clocks run. */
  readonly discoveredAt: Instant;
  /** When it was over; from here the clock of the summary runs. */
  readonly handledAt: Instant | null;
  readonly grade: IncidentGrade | null;
  readonly findingIds: readonly string[];
  readonly told: readonly IncidentTold[];
  readonly createdBy: string;
  readonly by: string;
  readonly at: Instant;
  /** Grows with every change; a stale edit is refused by it. */
  readonly version: number;
}

/** By when somebody is to be told: at once is the moment itself; null while what the clock runs from has not happened. */
export function incidentDeadline(
  { discoveredAt, handledAt }: Pick<Incident, "discoveredAt" | "handledAt">,
  { withinHours, from }: { readonly withinHours: number | null; readonly from: "discovery" | "handled" },
): Instant | null {
  const start = from === "discovery" ? discoveredAt : handledAt;
  return start === null ? null : start + (withinHours ?? 0) * hour;
}
