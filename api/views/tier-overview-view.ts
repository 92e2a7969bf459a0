import type { Catalog } from "../../catalogs/catalog.ts";
import type { Instant } from "../../model/instant.ts";
import type { Enterprise } from "../../model/inventory/inventory.ts";
import { severities } from "../../model/severity.ts";
import type { SubmissionContent } from "../../model/submission/content.ts";
import type { ReceivedSubmission, Registration } from "../../model/submission/registration.ts";
import { compareText } from "../../posture/scoring/order.ts";
import { addMonths } from "../../posture/scoring/validity.ts";
import type { OpenCount, ScoreStanding } from "../../store/records/judgement-port.ts";
import { submissionDutyStates, type TierOverview } from "../contract/submissions.ts";
import { submitMonths } from "../submissions/standing.ts";
import { catalogOverview } from "./overview-view.ts";
import { isoTime, isoTimeOrNull } from "./time.ts";

export interface TierGround {
  readonly registrations: readonly Registration[];
  /** The newest accepted of every enterprise by kind of report and catalogue. */
  readonly accepted: readonly ReceivedSubmission[];
  readonly catalogs: readonly Catalog[];
  readonly now: Instant;
}

type DutyState = TierOverview["duties"][number]["state"];

/** One enterprise by the newest report of one catalogue. */
interface Told {
  readonly enterprise: Enterprise;
  readonly content: SubmissionContent;
  readonly receivedAt: Instant;
}

/** What a tier knows by what was submitted: who is late, how enterprises compare, and what is open at many of them. */
export function tierOverview(ground: TierGround): TierOverview {
  const told = newestTold(ground);
  const simulated = told.length > 0 && told.every(({ enterprise }) => enterprise.simulated);
  const shown = told.filter(({ enterprise }) => enterprise.simulated === simulated);
  return {
    simulated,
    duties: dutiesOf(ground),
    catalogs: ground.catalogs.map((catalog) => {
      const own = shown.filter(({ content }) => content.catalogId === catalog.id);
      return catalogOverview(catalog, {
        enterprises: own.map(({ enterprise }) => enterprise),
        standings: own.map(standingOf),
        openCounts: own.flatMap(openCountsOf),
      });
    }),
    findings: spreadOf(shown),
    enterprises: new Set(shown.map(({ enterprise }) => enterprise.id)).size,
  };
}

function newestTold({ accepted, registrations }: TierGround): readonly Told[] {
  const byId = new Map(registrations.map((one) => [one.id, one]));
  const all = accepted.flatMap(({ registrationId, content, receivedAt }): Told[] => {
    if (content === null) return [];
    const { name, types, grade, industry, simulated } = content.enterprise;
    const known = byId.get(registrationId);
    const field = (known?.kind === "enterprise" ? known.industry : null) ?? industry;
    const enterprise = { id: JSON.stringify([registrationId, name["zh-CN"]]), name, types, grade, simulated };
    return [{ enterprise: field === null ? enterprise : { ...enterprise, industry: field }, content, receivedAt }];
  });
  const newestFirst = all.toSorted((a, b) => b.receivedAt - a.receivedAt);
  const groups = Map.groupBy(newestFirst, ({ enterprise, content }) => `${enterprise.id} ${content.catalogId}`);
  return [...groups.values()].flatMap(([first]) => first ?? []);
}

function standingOf({ enterprise, content, receivedAt }: Told): ScoreStanding {
  return {
    enterpriseId: enterprise.id,
    catalogId: content.catalogId,
    at: receivedAt,
    profileVersion: content.profileVersion,
    ...content.figures,
  };
}

function openCountsOf({ enterprise, content }: Told): OpenCount[] {
  return content.open.map(({ severity, count }) => ({ enterpriseId: enterprise.id, severity, count }));
}

function spreadOf(told: readonly Told[]): TierOverview["findings"] {
  const rows = told.flatMap(({ enterprise, content }) => content.open.map((finding) => ({ ...finding, at: enterprise.id })));
  return [...Map.groupBy(rows, ({ checkId }) => checkId)]
    .flatMap(([checkId, own]) => {
      const [first] = own.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
      if (first === undefined) return [];
      const count = own.reduce((sum, one) => sum + one.count, 0);
      return [
        { checkId, title: first.title, severity: first.severity, enterprises: new Set(own.map(({ at }) => at)).size, count },
      ];
    })
    .sort((a, b) => b.enterprises - a.enterprises || b.count - a.count || compareText(a.checkId, b.checkId));
}

function dutiesOf({ registrations, accepted, catalogs, now }: TierGround): TierOverview["duties"] {
  const last = new Map<string, Instant>();
  for (const { registrationId, receivedAt } of accepted) {
    last.set(registrationId, Math.max(last.get(registrationId) ?? 0, receivedAt));
  }
  return registrations
    .filter(({ suspended }) => !suspended)
    .map(({ id, kind, name, industry, types, grade }) => {
      const months = kind === "tier" ? null : submitMonths(catalogs, grade);
      const lastAccepted = last.get(id) ?? null;
      const dueAt = months === null || lastAccepted === null ? null : addMonths(lastAccepted, months);
      const state = stateOf(months, lastAccepted, dueAt, now);
      return {
        registration: { id, name, industry, types, grade },
        state,
        months,
        lastAccepted: isoTimeOrNull(lastAccepted),
        dueAt: dueAt === null ? null : isoTime(dueAt),
      };
    })
    .sort(
      (a, b) =>
        submissionDutyStates.indexOf(a.state) - submissionDutyStates.indexOf(b.state) ||
        compareText(a.dueAt ?? "", b.dueAt ?? "") ||
        compareText(a.registration.name.en, b.registration.name.en),
    );
}

function stateOf(months: number | null, lastAccepted: Instant | null, dueAt: Instant | null, now: Instant): DutyState {
  if (months === null) return "no-period";
  if (lastAccepted === null || dueAt === null) return "never";
  return now >= dueAt ? "overdue" : "in-time";
}
