import type { AlertRuleEdit, AlertRuleView } from "../../../../api/contract/alerts.ts";
import type { AlertCondition } from "../../../../model/alert.ts";
import type { Severity } from "../../../../model/severity.ts";

/** A rule as the form holds it: members of all conditions side by side, everywhere as an empty text. */
export interface RuleFields {
  readonly name: string;
  readonly enabled: boolean;
  readonly enterprise: string;
  readonly kind: AlertCondition["kind"];
  readonly severity: Severity;
  readonly points: number;
  readonly withinHours: number;
  readonly criticality: number;
  readonly times: number;
  readonly of: number;
  readonly clearAfter: number;
  readonly quiet?: readonly { readonly days: number[]; readonly from: string; readonly to: string }[];
  readonly remindEveryMinutes: number | null;
  readonly tellEnd: boolean;
  readonly channelIds: string[];
}

export const newRule: RuleFields = {
  name: "",
  enabled: true,
  enterprise: "",
  kind: "finding",
  severity: "critical",
  points: 5,
  withinHours: 24,
  criticality: 1,
  times: 2,
  of: 3,
  clearAfter: 4,
  quiet: [],
  remindEveryMinutes: null,
  tellEnd: true,
  channelIds: [],
};

export function toFields(rule: AlertRuleView): RuleFields {
  const { condition, need, enterpriseId, id: _, version: __, timeZone: ___, ...rest } = rule;
  return {
    ...newRule,
    ...rest,
    ...need,
    ...condition,
    severity: condition.kind === "finding" ? condition.severity : rule.severity,
    enterprise: enterpriseId ?? "",
  };
}

export function toEdit(fields: RuleFields, before: AlertRuleView | undefined): AlertRuleEdit {
  const { name, enabled, enterprise, severity, times, of, clearAfter, quiet, remindEveryMinutes, tellEnd, channelIds } = fields;
  return {
    name,
    enabled,
    enterpriseId: enterprise === "" ? null : enterprise,
    severity,
    condition: conditionOf(fields, before?.condition),
    need: { times, of },
    clearAfter,
    quiet: [...(quiet ?? [])],
    timeZone: before?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    remindEveryMinutes,
    tellEnd,
    channelIds,
    ...(before === undefined ? {} : { version: before.version }),
  };
}

function conditionOf(
  { kind, severity, points, withinHours, criticality }: RuleFields,
  before: AlertCondition | undefined,
): AlertCondition {
  switch (kind) {
    case "finding":
      return { kind, severity, checks: before?.kind === "finding" ? before.checks : [] };
    case "score-drop":
      return { kind, points, withinHours, catalogId: before?.kind === "score-drop" ? before.catalogId : "miit" };
    case "asset-silent":
      return { kind, criticality };
    default:
      return { kind };
  }
}
