import type { Profile, Validity } from "../../catalogs/catalog.ts";
import { day, hour, type Instant } from "../../model/instant.ts";
import type { Grade } from "../../model/inventory/inventory.ts";

/** How long evidence is good for. */
export interface ValiditySpan {
  readonly unit: "hours" | "days" | "months";
  readonly count: number;
}

/**
 * When evidence of this moment stops to be good by the objective's validity; null where no span ends it (`live`, until a change,
 * or by the date on the document itself). Periods go by the grade; a grade without a fixed period sets no end.
 */
export function endOfValidity(validity: Validity, since: Instant, profile: Profile, grade: Grade): Instant | null {
  const span = validitySpan(validity, profile, grade);
  if (span === null) return null;
  if (span.unit === "months") return addMonths(since, span.count);
  return since + span.count * (span.unit === "days" ? day : hour);
}

/** The span for a grade; null where another thing than time ends it, or the grade has no fixed period. */
export function validitySpan(validity: Validity, profile: Profile, grade: Grade): ValiditySpan | null {
  if (typeof validity === "string") return null;
  if ("hours" in validity) return { unit: "hours", count: validity.hours };
  if ("days" in validity) return { unit: "days", count: validity.days };
  const months = "months" in validity ? validity.months : periodMonths(validity, profile, grade);
  return months === null ? null : { unit: "months", count: months };
}

type Period = Extract<Validity, { period: unknown }>;

function periodMonths({ period, grade1Months }: Period, profile: Profile, grade: Grade): number | null {
  if (grade === 1 && grade1Months !== undefined) return grade1Months;
  const { assessMonths, submitMonths } = profile.periods[`grade${grade}`];
  return period === "assess" ? assessMonths : submitMonths;
}

/** The same day of a later month (UTC), or that month's last day where it is shorter. */
export function addMonths(since: Instant, months: number): Instant {
  const date = new Date(since);
  const dayOfMonth = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(dayOfMonth, lastDay));
  return date.getTime();
}
