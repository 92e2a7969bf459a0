import type { Catalog } from "../../catalogs/catalog.ts";
import type { IncidentClock } from "../../catalogs/duties.ts";
import { type Classification, type ClassificationFacts, noFacts } from "../../model/classification.ts";
import type { Enterprise } from "../../model/inventory/inventory.ts";
import { type DutyGround, runningClocks, type StandingDuty, standingDuties } from "../../posture/duties/regulatory-duties.ts";
import type { ClassificationView, IncidentClockView, RegulatoryDutyView } from "../contract/classification.ts";
import { isoTime, isoTimeOrNull } from "./time.ts";

export function factsOf(classification: Classification | undefined): ClassificationFacts {
  if (classification === undefined) return noFacts;
  const { enterpriseId: _id, by: _by, at: _at, version: _version, ...facts } = classification;
  return facts;
}

export function classificationView(
  enterprise: Enterprise,
  classification: Classification | undefined,
  catalogs: readonly Catalog[],
  ground: DutyGround,
): ClassificationView {
  const { selfGradedAt, registeredAt, gradeCheckedAt, majorChangeAt, ...rest } = ground.facts;
  const dates = { selfGradedAt, registeredAt, gradeCheckedAt, majorChangeAt };
  const [main] = catalogs;
  return {
    enterpriseId: enterprise.id,
    types: enterprise.types.flatMap((type) =>
      main === undefined ? [] : [{ type, authority: main.profile.authority[type], confirmed: main.profile.authority.confirmed }],
    ),
    grade: enterprise.grade,
    facts: {
      ...rest,
      selfGradedAt: isoTimeOrNull(dates.selfGradedAt),
      registeredAt: isoTimeOrNull(dates.registeredAt),
      gradeCheckedAt: isoTimeOrNull(dates.gradeCheckedAt),
      majorChangeAt: isoTimeOrNull(dates.majorChangeAt),
    },
    by: classification?.by ?? null,
    at: classification === undefined ? null : isoTime(classification.at),
    version: classification?.version ?? 0,
    duties: catalogs.flatMap((catalog) => standingDuties(catalog, ground).map((standing) => dutyView(standing, catalog.id))),
    clocks: clockViews(catalogs, ground),
  };
}

export function clockViews(catalogs: readonly Catalog[], ground: DutyGround): IncidentClockView[] {
  return catalogs.flatMap((catalog) => runningClocks(catalog, ground).map((clock) => clockView(clock, catalog.id)));
}

function dutyView({ duty, state, lastDone, dueAt }: StandingDuty, catalogId: string): RegulatoryDutyView {
  const { id, title, source, confirmed, term } = duty;
  const objectiveId = term.kind === "every" ? term.objective : null;
  return {
    id,
    title,
    source,
    confirmed,
    catalogId,
    objectiveId,
    state,
    lastDone: isoTimeOrNull(lastDone),
    dueAt: isoTimeOrNull(dueAt),
  };
}

function clockView({ id, title, to, withinHours, from, source, confirmed }: IncidentClock, catalogId: string): IncidentClockView {
  return { id, title, to, withinHours, from, source, confirmed, catalogId };
}
