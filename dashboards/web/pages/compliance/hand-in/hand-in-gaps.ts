import type { ClassificationView } from "../../../../../api/contract/classification.ts";
import type { LedgerEntry } from "../../../../../api/contract/ledger.ts";
import type { Matrix, MatrixObjective } from "../../../../../api/contract/matrix.ts";
import type { Bilingual } from "../../../../../model/language.ts";
import { to } from "../../../routes.ts";

export const sections = ["basics", "duties", "tests", "claims", "ledger"] as const;
export type HandInSection = (typeof sections)[number];

/** Why something is missing; a word of the pages stands for each. */
export type GapReason =
  | "not-stated"
  | "duty-owed"
  | "duty-overdue"
  | "not-tested"
  | "partly-tested"
  | "no-claim"
  | "waits-for-review"
  | "claim-returned"
  | "claim-expired"
  | "no-plan"
  | "past-due";

export interface Gap {
  readonly id: string;
  /** What is missing; null: the name of the field is a word of the pages. */
  readonly title: Bilingual | null;
  readonly reason: GapReason;
  /** Where it is put right. */
  readonly to: string;
}

export interface HandInPart {
  readonly section: HandInSection;
  readonly of: number;
  readonly gaps: readonly Gap[];
}

/** What a submission made today would hold, part by part, and what each still lacks. */
export function handInParts(
  enterpriseId: string,
  { matrix, ledger, classification }: { matrix: Matrix; ledger: readonly LedgerEntry[]; classification: ClassificationView },
): readonly HandInPart[] {
  const counting = matrix.tasks
    .flatMap((task) => task.controls)
    .flatMap((control) => control.objectives)
    .filter(({ encouraged, status }) => !encouraged && status !== "not-applicable");
  const unresolved = ledger.filter(({ state }) => state !== "closed");
  const tested = counting.filter(({ method }) => method !== "EXAMINE");
  const examined = counting.filter(({ method }) => method === "EXAMINE");
  const duties = classification.duties.filter(({ catalogId, state }) => catalogId === matrix.catalogId && state !== "no-period");
  return [
    { section: "basics", of: basics.length, gaps: basicGaps(enterpriseId, classification) },
    {
      section: "duties",
      of: duties.length,
      gaps: duties.flatMap(({ id, title, state, objectiveId }): Gap[] => {
        if (state !== "owed" && state !== "overdue") return [];
        const where =
          objectiveId === null
            ? to.compliance({ enterprise: enterpriseId, view: "classification" })
            : to.objective(enterpriseId, objectiveId);
        return [{ id, title, reason: `duty-${state}`, to: where }];
      }),
    },
    { section: "tests", of: tested.length, gaps: tested.flatMap((objective) => gapOf(enterpriseId, objective, testReason)) },
    {
      section: "claims",
      of: examined.length,
      gaps: examined.flatMap((objective) => gapOf(enterpriseId, objective, claimReason)),
    },
    { section: "ledger", of: unresolved.length, gaps: unresolved.flatMap(ledgerGap) },
  ];
}

/** What the first page of a submission names. */
export const basics = ["registrationNo", "selfGradedAt", "registeredAt"] as const;
function basicGaps(enterpriseId: string, { facts }: ClassificationView): Gap[] {
  return basics
    .filter((field) => facts[field] === null || facts[field] === "")
    .map((field) => ({
      id: field,
      title: null,
      reason: "not-stated",
      to: to.compliance({ enterprise: enterpriseId, view: "classification" }),
    }));
}

function gapOf(
  enterpriseId: string,
  objective: MatrixObjective,
  reasonOf: (objective: MatrixObjective) => GapReason | undefined,
): Gap[] {
  const { id, text } = objective;
  const reason = reasonOf(objective);
  return reason === undefined ? [] : [{ id, title: text, reason, to: to.objective(enterpriseId, id) }];
}

/** A test that failed is a result; only what nobody has seen is missing. */
function testReason({ coverage }: MatrixObjective): GapReason | undefined {
  if (coverage === null || coverage >= 100) return undefined;
  return coverage === 0 ? "not-tested" : "partly-tested";
}

/** An honest "not met" is a result, too. */
function claimReason({ backing, waitingId }: MatrixObjective): GapReason | undefined {
  switch (backing) {
    case "backed":
    case "unmet":
      return undefined;
    case "waiting":
      return "waits-for-review";
    case "returned":
      return waitingId === null ? "claim-returned" : "waits-for-review";
    case "expired":
      return waitingId === null ? "claim-expired" : "waits-for-review";
    case "none":
      return "no-claim";
  }
}

/** A finding is handed in with its measure, who answers for it and a date, or with its waiver. */
function ledgerGap({ state, finding }: LedgerEntry): Gap[] {
  const { id, title, rectification, waiver } = finding;
  const planned =
    rectification !== null && rectification.measure !== "" && rectification.assignee !== null && rectification.dueAt !== null;
  const reason = state === "overdue" ? "past-due" : waiver === null && !planned ? "no-plan" : undefined;
  return reason === undefined ? [] : [{ id, title, reason, to: to.finding(id) }];
}
