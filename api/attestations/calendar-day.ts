import type { Instant } from "../../model/instant.ts";

/** The ways in which people and spreadsheets write a day: 2026-03-01, 2026/3/1, 2026.3.1, 2026年3月1日. */
const dayPattern = /^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?$/;

/** The beginning of a day in the centre's own time zone; undefined where the text is no day that exists. */
export function calendarDay(text: string): Instant | undefined {
  const [, year, month, day] = (dayPattern.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = new Date(year, month - 1, day);
  return date.getMonth() === month - 1 && date.getDate() === day ? date.getTime() : undefined;
}

/** The beginning of the day after: a paper that names its last day is good until then. */
export function dayAfter(start: Instant): Instant {
  const date = new Date(start);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
}
