import type { Catalog } from "../../catalogs/catalog.ts";
import type { DutyCondition, DutyTerm, IncidentClock, RegulatoryDuty } from "../../catalogs/duties.ts";
import type { Attestation } from "../../model/attestation.ts";
import type { ClassificationFacts } from "../../model/classification.ts";
import type { Instant } from "../../model/instant.ts";
import type { Enterprise, Grade } from "../../model/inventory/inventory.ts";
import { addMonths } from "../scoring/validity.ts";

/** `done` and nothing more is due; `due` by a date to come; `overdue`; `owed` without a date; `no-period` where the rules set none. */
export const dutyStates = ["done", "due", "overdue", "owed", "no-period"] as const;
export type DutyState = (typeof dutyStates)[number];

export interface StandingDuty {
  readonly duty: RegulatoryDuty;
  readonly state: DutyState;
  readonly lastDone: Instant | null;
  readonly dueAt: Instant | null;
}

export interface DutyGround {
  readonly enterprise: Pick<Enterprise, "types" | "grade">;
  readonly facts: ClassificationFacts;
  readonly attestations: readonly Attestation[];
  readonly now: Instant;
}

/** The duties of a catalogue that concern an enterprise, and how each stands. */
export function standingDuties({ duties, profile }: Catalog, ground: DutyGround): readonly StandingDuty[] {
  return (duties?.duties ?? [])
    .filter((duty) => concerns(duty, ground))
    .map((duty) => ({ duty, ...standingOfTerm(duty.term, profile.periods, ground) }));
}

/** The clocks that run for an enterprise once something happens. */
export function runningClocks({ duties }: Catalog, ground: DutyGround): readonly IncidentClock[] {
  return (duties?.clocks ?? []).filter((clock) => concerns(clock, ground));
}

function concerns(
  { types, grades, condition }: Pick<RegulatoryDuty, "types" | "grades" | "condition">,
  ground: DutyGround,
): boolean {
  const { enterprise, facts } = ground;
  return (
    grades.includes(enterprise.grade) &&
    enterprise.types.some((type) => types.includes(type)) &&
    (condition === undefined || holds(condition, facts))
  );
}

function holds(condition: DutyCondition, facts: ClassificationFacts): boolean {
  switch (condition) {
    case "critical-infrastructure":
      return facts.criticalInfrastructure;
    case "no-critical-infrastructure":
      return !facts.criticalInfrastructure;
    case "important-data":
      return facts.importantData;
    case "protected-systems":
      return facts.protectionLevel !== null;
  }
}

type Standing = Omit<StandingDuty, "duty">;
type Periods = Catalog["profile"]["periods"];

function standingOfTerm(term: DutyTerm, periods: Periods, ground: DutyGround): Standing {
  const { facts, now } = ground;
  switch (term.kind) {
    case "once": {
      const lastDone = facts[term.date];
      return { state: lastDone === null ? "owed" : "done", lastDone, dueAt: null };
    }
    case "after": {
      const [from, done] = [facts[term.date], facts[term.doneBy]];
      if (from === null || (done !== null && done >= from)) return { state: "done", lastDone: done, dueAt: null };
      return dated(addMonths(from, term.months), done, now);
    }
    case "every": {
      const lastDone = lastBacked(term.objective, ground.attestations);
      const months = monthsOf(term, periods, ground);
      if (months === null) return { state: "no-period", lastDone, dueAt: null };
      return lastDone === null ? { state: "owed", lastDone, dueAt: null } : dated(addMonths(lastDone, months), lastDone, now);
    }
  }
}

function dated(dueAt: Instant, lastDone: Instant | null, now: Instant): Standing {
  return { state: dueAt < now ? "overdue" : "due", lastDone, dueAt };
}

function monthsOf(
  { months }: Extract<DutyTerm, { kind: "every" }>,
  periods: Periods,
  { enterprise, facts }: DutyGround,
): number | null {
  const grade: `grade${Grade}` = `grade${enterprise.grade}`;
  if (months === "assess") return periods[grade].assessMonths;
  if ("grade1" in months) return months[grade];
  return facts.protectionLevel === null ? null : months[`level${facts.protectionLevel}`];
}

/** The date on the youngest document that a second person accepted; what people only claimed does not count. */
function lastBacked(objectiveId: string, attestations: readonly Attestation[]): Instant | null {
  const dates = attestations
    .filter(({ about, state }) => about.kind === "objective" && about.objectiveId === objectiveId && state === "accepted")
    .filter(({ about, documents }) => about.kind === "objective" && about.claim !== "not-applicable" && documents.length > 0)
    .map(({ issuedAt }) => issuedAt);
  return dates.length === 0 ? null : Math.max(...dates);
}
