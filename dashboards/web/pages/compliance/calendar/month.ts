import type { Instant } from "../../../../../model/instant.ts";
import { localDay } from "../../../claims/draft.ts";

/** A month as `YYYY-MM`, local. */
export type Month = string;

export function monthOf(at: Instant): Month {
  return localDay(at).slice(0, 7);
}

/** The month so many months later. */
export function monthAfter(month: Month, count: number): Month {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return monthOf(new Date(year, number - 1 + count, 1).getTime());
}

export interface MonthDay {
  /** `YYYY-MM-DD`, local. */
  readonly day: string;
  readonly inMonth: boolean;
}

const daysInWeek = 7;

/** The weeks that hold a month, from Monday to Sunday, whole. */
export function weeksOf(month: Month): readonly (readonly MonthDay[])[] {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const first = new Date(year, number - 1, 1);
  const before = (first.getDay() + 6) % daysInWeek;
  const length = new Date(year, number, 0).getDate();
  const weeks = Math.ceil((before + length) / daysInWeek);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: daysInWeek }, (__, weekday) => {
      const day = localDay(new Date(year, number - 1, 1 - before + week * daysInWeek + weekday).getTime());
      return { day, inMonth: day.startsWith(month) };
    }),
  );
}
