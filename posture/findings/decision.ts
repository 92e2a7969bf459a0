import type { Finding, Rectification } from "../../model/finding.ts";
import type { Instant } from "../../model/instant.ts";
import { Problem } from "../../model/problem.ts";

/** What a person may decide about a finding. Only evidence resolves one. */
export type Decision =
  | { readonly action: "acknowledge"; readonly by: string }
  | { readonly action: "waive"; readonly reason: string; readonly by: string; readonly until: Instant }
  | { readonly action: "reopen" }
  | ({ readonly action: "assign"; readonly reason: string } & Omit<Rectification, "firstDueAt">);

/**
 * Applies a decision; answers the finding one version up. Throws a Problem `finding-resolved`, `finding-not-open`,
 * `finding-open-already`, `waiver-in-the-past`, `waiver-without-reason`, `due-date-in-the-past` or `due-date-moved-without-reason` for a move that is not
 * allowed.
 */
export function applyDecision(finding: Finding, decision: Decision, now: Instant): Finding {
  if (finding.status === "resolved") {
    throw refusal("finding-resolved", finding, "The finding is resolved", "A new fail opens it again by itself.");
  }
  return { ...decide(finding, decision, now), version: finding.version + 1 };
}

function decide(finding: Finding, decision: Decision, now: Instant): Finding {
  switch (decision.action) {
    case "acknowledge":
      if (finding.status !== "open") {
        throw refusal(
          "finding-not-open",
          finding,
          `The finding is ${finding.status} already`,
          "Only an open finding can be acknowledged.",
        );
      }
      return { ...finding, status: "acknowledged", acknowledgedBy: decision.by };
    case "waive":
      return waive(finding, decision, now);
    case "reopen":
      if (finding.status === "open") {
        throw refusal(
          "finding-open-already",
          finding,
          "The finding is open",
          "Only an acknowledged or waived one can be reopened.",
        );
      }
      return { ...finding, status: "open", acknowledgedBy: null, waiver: null };
    case "assign":
      return { ...finding, rectification: rectify(finding, decision, now) };
  }
}

/** A date may be set ahead only, and put off or dropped only with a reason: the ledger shows the first one beside it. */
function rectify(finding: Finding, wanted: Extract<Decision, { action: "assign" }>, now: Instant): Rectification {
  const { assignee, measure, dueAt, reason } = wanted;
  const before = finding.rectification?.dueAt ?? null;
  if (dueAt !== null && dueAt !== before && dueAt <= now) {
    throw refusal("due-date-in-the-past", finding, "The date has passed already", "Name a date to come.");
  }
  const isPutOff = before !== null && (dueAt === null || dueAt > before);
  if (isPutOff && reason.trim() === "") {
    throw refusal("due-date-moved-without-reason", finding, "The date would be put off", "Say why.");
  }
  return { assignee, measure: measure.trim(), dueAt, firstDueAt: finding.rectification?.firstDueAt ?? dueAt };
}

/** A standing waiver may be replaced, to prolong or shorten it. */
function waive(finding: Finding, { reason, by, until }: Extract<Decision, { action: "waive" }>, now: Instant): Finding {
  if (until <= now)
    throw refusal("waiver-in-the-past", finding, "The waiver would have ended already", "Name an end in the future.");
  if (reason.trim() === "") {
    throw refusal("waiver-without-reason", finding, "A waiver needs a reason", "Say why the finding is lived with until then.");
  }
  return { ...finding, status: "waived", waiver: { reason: reason.trim(), by, until } };
}

function refusal(code: string, finding: Finding, message: string, advice: string): Problem {
  return new Problem(code, message, { target: finding.id, advice });
}
